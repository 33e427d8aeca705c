import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { PageHeader } from "@/components/ui/layout/page-header";
import { countryOptions } from "@/lib/addresses/countries";
import { requirePermission } from "@/lib/read";
import { limitChoices } from "../_form/limit-choices";
import { SpendingProfileForm } from "../_form/spending-profile-form";

export const metadata: Metadata = { title: "New spending profile" };

/** The page that creates a spending profile. */
export default async function NewSpendingProfilePage() {
  const [{ currency }] = await loadPage(async ({ actor }) => {
    await requirePermission(actor, "spending-profile.create");
  });
  return (
    <>
      <PageHeader
        title="New spending profile"
        summary="Limits and rules that you put on any number of cards."
        back={{ href: "/spending-profiles", label: "Spending profiles" }}
      />
      <SpendingProfileForm
        idempotencyKey={randomUUID()}
        currency={currency}
        limits={limitChoices({}, currency)}
        countries={countryOptions}
      />
    </>
  );
}
