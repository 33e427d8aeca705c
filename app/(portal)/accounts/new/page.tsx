import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { PageHeader } from "@/components/ui/layout/page-header";
import { requirePermission } from "@/lib/read";
import { AddAccountForm } from "./add-account-form";

export const metadata: Metadata = { title: "Add business" };

/** The page where an operator adds a business. */
export default async function AddAccountPage() {
  await loadPage(async ({ actor }) => {
    await requirePermission(actor, "account.create");
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
