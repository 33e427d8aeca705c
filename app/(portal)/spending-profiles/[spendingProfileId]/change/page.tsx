import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { countText } from "@/app/(portal)/_lists/count-text";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { Notice } from "@/components/ui/layout/notice";
import { PageHeader } from "@/components/ui/layout/page-header";
import { countryOptions } from "@/lib/addresses/countries";
import { requirePermission } from "@/lib/read";
import { readSpendingProfile } from "@/lib/spending-profiles/queries";
import { limitChoices } from "../../_form/limit-choices";
import { profileDefaults } from "../../_form/profile-defaults";
import { SpendingProfileForm } from "../../_form/spending-profile-form";

export const metadata: Metadata = { title: "Edit spending profile" };

/** The page that edits a spending profile. */
export default async function ChangeSpendingProfilePage({
  params,
}: PageProps<"/spending-profiles/[spendingProfileId]/change">) {
  const id = rowIdFrom((await params).spendingProfileId);
  const [, profile] = await loadPage(async ({ actor }) => {
    const profile = await readSpendingProfile(actor, id);
    await requirePermission(actor, "spending-profile.change");
    return profile;
  });
  const { allowedCategories, blockedCategories } = profile;
  return (
    <>
      <PageHeader
        title={`Edit ${profile.name}`}
        summary={`On ${countText(profile.cards, profile.cardsIsCapped, "open card")}`}
        back={{ href: `/spending-profiles/${id}`, label: profile.name }}
      />
      {allowedCategories.length > 0 && blockedCategories.length > 0 ? (
        <div className="mb-6 max-w-160">
          <Notice tone="info">
            <p>
              It also blocks {countText(blockedCategories.length, false, "category", "categories")}. Where
              only chosen categories are accepted, that changes nothing, and it is left out when you save.
            </p>
          </Notice>
        </div>
      ) : null}
      <SpendingProfileForm
        idempotencyKey={randomUUID()}
        currency={profile.currency}
        limits={limitChoices(profile.limits, profile.currency)}
        countries={countryOptions}
        profile={profileDefaults(profile)}
      />
    </>
  );
}
