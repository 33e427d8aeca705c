"use server";

import { signedIn } from "@/lib/auth/require-actor";
import { formKey, formNumber, formText } from "@/lib/http/form";
import { formAction } from "@/lib/http/server-action";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile";
import { restoreSpendingProfile } from "@/lib/spending-profiles/restore-spending-profile";
import { profileFromForm } from "./profile-from-form";

/** Makes a profile and leads to it. */
export const createSpendingProfileAction = formAction(async (actor, form) => {
  const { currency } = await signedIn();
  const { spendingProfileId } = await createSpendingProfile(
    actor,
    profileFromForm(form, currency),
    formKey(form),
  );
  return { goTo: `/spending-profiles/${spendingProfileId}` };
});

/** Changes a profile and leads back to it. */
export const changeSpendingProfileAction = formAction(async (actor, form) => {
  const { currency } = await signedIn();
  const spendingProfileId = formNumber(form, "spendingProfileId");
  await changeSpendingProfile(actor, {
    spendingProfileId,
    version: formNumber(form, "version"),
    ...profileFromForm(form, currency),
  });
  return { goTo: `/spending-profiles/${spendingProfileId}` };
});

/** Deletes a profile, and leads to the list, where that can be undone. */
export const deleteSpendingProfileAction = formAction(async (actor, form) => {
  const spendingProfileId = formNumber(form, "spendingProfileId");
  await deleteSpendingProfile(actor, {
    spendingProfileId,
    cardsLosingIt: formNumber(form, "cardsLosingIt"),
    reason: formText(form, "reason"),
    version: formNumber(form, "version"),
  });
  return { goTo: `/spending-profiles?deleted=${spendingProfileId}` };
});

/** Brings a deleted profile back and leads to it. */
export const restoreSpendingProfileAction = formAction(async (actor, form) => {
  const { spendingProfileId } = await restoreSpendingProfile(actor, {
    spendingProfileId: formNumber(form, "spendingProfileId"),
  });
  return { goTo: `/spending-profiles/${spendingProfileId}` };
});
