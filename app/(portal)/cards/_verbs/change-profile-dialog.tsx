"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { changeCardProfileAction } from "@/app/(portal)/cards/actions";
import { hiddenFields, type OpenedFromMenu } from "@/app/(portal)/cards/card-target";
import { ProfileField } from "@/app/(portal)/cards/profile-field";
import { cardName } from "@/lib/cards/card";

/** Puts another spending profile on a card. */
export function ChangeProfileDialog({ card, ...opening }: OpenedFromMenu) {
  const until = card.profile === null ? "no profile applies" : `the rules of ${card.profile.name} apply`;
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={changeCardProfileAction}
      title={`Change the profile of ${cardName(card)}`}
      text={`Held by ${card.holder}. The new rules hold once the issuer confirms them. Until then ${until}.`}
      verb="Change profile"
      opening={opening}
      fields={["spendingProfileId"]}
    >
      {(failed) => (
        <ProfileField
          profiles={card.profiles}
          value={failed?.values.spendingProfileId ?? card.profile?.id.toString()}
          error={failed?.fields.spendingProfileId}
        />
      )}
    </ConfirmDialog>
  );
}
