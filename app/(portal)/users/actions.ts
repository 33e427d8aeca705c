"use server";

import type { SecondFactorFor } from "@/lib/accounts/account";
import { setAllowedNetworks } from "@/lib/accounts/set-allowed-networks";
import { setSecondFactorPolicy } from "@/lib/accounts/set-second-factor-policy";
import { actorAt } from "@/lib/auth/operator-access";
import { formNumber, formOptional, formText as text } from "@/lib/http/form";
import { showAction } from "@/lib/http/server-action";
import { verbAction } from "@/lib/http/verb-action";
import { resetSecondFactors } from "@/lib/second-factors/remove-second-factor";
import { changeUser } from "@/lib/users/change-user";
import { createUser } from "@/lib/users/create-user";
import { endUserSessions } from "@/lib/users/end-user-sessions";
import { inviteUser } from "@/lib/users/invitation/invite-user";
import { takeBackInvitation } from "@/lib/users/invitation/take-back-invitation";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user";
import { reactivateUser } from "@/lib/users/leaving/reactivate-user";
import { removeUser } from "@/lib/users/leaving/remove-user";
import { restoreUser } from "@/lib/users/leaving/restore-user";
import { unlockUser } from "@/lib/users/unlock-user";
import { deactivationFromForm, openCardsText } from "./deactivation-from-form";
import { atNetworks, readNetworkLines } from "./network-lines";
import { changeFromForm, role } from "./user-from-form";

const newUser = { givenName: text, familyName: text, email: text, role, phone: formOptional };
const oneUser = { userId: formNumber };
const seenUser = { userId: formNumber, version: formNumber };
const goToUser = ({ userId }: { userId: number }) => ({ goTo: `/users/${userId}` });

export const createUserAction = verbAction(createUser, newUser, goToUser);
export const changeUserAction = verbAction(changeUser, changeFromForm, (_answer, input) => goToUser(input));
export const deactivateUserAction = verbAction(deactivateUser, deactivationFromForm, (_answer, input) => ({
  message: `Access removed.${openCardsText(input)}`,
}));
export const reactivateUserAction = verbAction(reactivateUser, seenUser, () => ({
  message: "Reactivated.",
}));
export const removeUserAction = verbAction(removeUser, seenUser, () => ({
  message: "Removed. You can restore them for 30 days.",
}));
export const restoreUserAction = verbAction(restoreUser, oneUser, () => ({ message: "Restored" }));
export const endUserSessionsAction = verbAction(endUserSessions, seenUser, () => ({
  message: "Signed out everywhere.",
}));
export const unlockUserAction = verbAction(
  async (actor, input: { userId: number }, options) =>
    unlockUser(await actorAt(actor, "User", input.userId), input, options),
  oneUser,
  () => ({ message: "Sign-in unlocked. They can try again." }),
);
export const resetSecondFactorsAction = verbAction(
  async (actor, input: { userId: number }, options) =>
    resetSecondFactors(await actorAt(actor, "User", input.userId), input, options),
  oneUser,
  () => ({ message: "Second factor reset. They can sign in with their password." }),
);
export const setSecondFactorPolicyAction = verbAction(
  setSecondFactorPolicy,
  { secondFactorFor: (form) => text(form, "secondFactorFor") as SecondFactorFor, version: formNumber },
  () => ({ message: "Saved" }),
);
export const setAllowedNetworksAction = verbAction(
  (actor, { networks, version }: { networks: string; version: number }, options) =>
    setAllowedNetworks(actor, { networks: readNetworkLines(networks), version }, options).catch(
      (error: unknown) => atNetworks(error, networks),
    ),
  { networks: text, version: formNumber },
  () => ({ message: "Saved" }),
);
export const inviteUserAction = showAction(async (actor, form) => {
  const { link } = await inviteUser(actor, { userId: formNumber(form, "userId") });
  return { message: "Invitation sent", shown: link };
});
export const takeBackInvitationAction = verbAction(takeBackInvitation, oneUser, () => ({
  message: "Invitation revoked. Its link no longer works.",
}));
