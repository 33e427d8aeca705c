"use server";

import { formNumber as number, formText as text } from "@/lib/http/form";
import { verbAction } from "@/lib/http/verb-action";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile";
import { restoreSpendingProfile } from "@/lib/spending-profiles/restore-spending-profile";
import { changeFromForm, profileFromForm } from "./profile-from-form";

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
export const deleteSpendingProfileAction = verbAction(deleteSpendingProfile, deletion, goToList);
export const restoreSpendingProfileAction = verbAction(restoreSpendingProfile, id, goTo);
