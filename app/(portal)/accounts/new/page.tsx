import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { AppError } from "@/lib/errors";
import { reachFor } from "@/lib/permissions";
import { forPage } from "../../for-page";
import { AddAccountForm } from "./add-account-form";

export const metadata: Metadata = { title: "Add business" };

/** Where an operator takes a business in. */
export default async function AddAccountPage() {
  await forPage(async ({ actor }) => {
    if (!reachFor(actor, "account.create")) throw new AppError("FORBIDDEN");
  });
  return (
    <>
      <PageHeader
        title="Add business"
        summary="It is pending until you make it known to the issuer."
        back={{ href: "/accounts", label: "Businesses" }}
      />
      <AddAccountForm idempotencyKey={randomUUID()} />
    </>
  );
}
