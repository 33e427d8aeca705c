import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { PageHeader } from "@/components/ui/layout/page-header";
import { AppError } from "@/lib/errors";
import { reachFor } from "@/lib/permissions";
import { AddAccountForm } from "./add-account-form";

export const metadata: Metadata = { title: "Add business" };

/** The page where an operator adds a business. */
export default async function AddAccountPage() {
  await loadPage(async ({ actor }) => {
    if (!reachFor(actor, "account.create")) throw new AppError("FORBIDDEN");
  });
  return (
    <>
      <PageHeader
        title="Add business"
        summary="It stays pending until you register it with the issuer."
        back={{ href: "/accounts", label: "Businesses" }}
      />
      <AddAccountForm idempotencyKey={randomUUID()} />
    </>
  );
}
