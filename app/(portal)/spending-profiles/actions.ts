"use server";

import { formNumber as number, formText as text } from "@/lib/http/form";
import { verbAction } from "@/lib/http/verb-action";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile";
import { activateSpendingProfile } from "@/lib/spending-profiles/lifecycle/activate-spending-profile";
import { deactivateSpendingProfile } from "@/lib/spending-profiles/lifecycle/deactivate-spending-profile";
import { discardDraft } from "@/lib/spending-profiles/lifecycle/discard-draft";
import { shadowSpendingProfile } from "@/lib/spending-profiles/lifecycle/shadow-spending-profile";
import { restoreSpendingProfile } from "@/lib/spending-profiles/restore-spending-profile";
import { changeFromForm, profileFromForm } from "./_form/profile-from-form";

const id = { spendingProfileId: number };
const deletion = { ...id, cardsLosingIt: number, reason: text, version: number };
const goTo = ({ spendingProfileId }: { spendingProfileId: number }) => ({
  goTo: `/spending-profiles/${spendingProfileId}`,
});
const goToList = (_answer: unknown, deleted: { spendingProfileId: number }) => ({
  goTo: `/spending-profiles?deleted=${deleted.spendingProfileId}`,
});

export const createSpendingProfileAction = verbAction(createSpendingProfile, profileFromForm, goTo);
export const changeSpendingProfileAction = verbAction(changeSpendingProfile, changeFromForm, goTo);
const says = (message: string) => () => ({ message });
const state = { ...id, version: number };
export const activateSpendingProfileAction = verbAction(activateSpendingProfile, state, says("Activating …"));
export const shadowSpendingProfileAction = verbAction(
  shadowSpendingProfile,
  state,
  says("Putting in shadow …"),
);
export const discardDraftAction = verbAction(discardDraft, state, says("Discarded"));
export const deactivateSpendingProfileAction = verbAction(
  deactivateSpendingProfile,
  { ...state, reason: text },
  says("Deactivating …"),
);
export const deleteSpendingProfileAction = verbAction(deleteSpendingProfile, deletion, goToList);
export const restoreSpendingProfileAction = verbAction(restoreSpendingProfile, id, goTo);
