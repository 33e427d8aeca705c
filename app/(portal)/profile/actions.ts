"use server";

import { AppError } from "@/lib/errors";
import { formNumber, formOptional, formText as text } from "@/lib/http/form";
import { formAction, showAction } from "@/lib/http/server-action";
import { verbAction } from "@/lib/http/verb-action";
import { changePassword } from "@/lib/profile/change-password";
import { cancelEmailChange } from "@/lib/profile/email-change/cancel-email-change";
import { requestEmailChange } from "@/lib/profile/email-change/request-email-change";
import { endOwnSession } from "@/lib/profile/end-own-session";
import { setTimeZone } from "@/lib/profile/set-time-zone";
import { renewRecoveryCodes } from "@/lib/second-factors/recovery-codes";
import { removeSecondFactor } from "@/lib/second-factors/remove-second-factor";

export const changePasswordAction = formAction(async (actor, form) => {
  // Changing the password ends this session, so whoever is still signed in hasn't changed it.
  if (form.has("onlyIfDone")) throw new AppError("NOT_DONE");
  await changePassword(actor, {
    currentPassword: text(form, "currentPassword"),
    password: text(form, "password"),
  });
  return { goTo: "/sign-in?reason=reset" };
});

export const requestEmailChangeAction = verbAction(requestEmailChange, { email: text }, (_, { email }) => ({
  message: `We sent a link to ${email}.`,
}));

export const cancelEmailChangeAction = verbAction(cancelEmailChange, {}, () => ({
  message: "Change canceled. The link no longer works.",
}));

export const endOwnSessionAction = verbAction(endOwnSession, { sessionId: formNumber }, () => ({
  message: "Device signed out.",
}));

// An empty choice is the zone of the browser. A form without the field says nothing.
const timeZone = (form: FormData, name: string) => (form.has(name) ? formOptional(form, name) : "");

export const setTimeZoneAction = verbAction(setTimeZone, { timeZone }, () => ({
  message: "Saved",
}));

export const removeSecondFactorAction = verbAction(removeSecondFactor, { factorId: formNumber }, () => ({
  message: "Removed. Your other devices are signed out.",
}));

export const renewRecoveryCodesAction = showAction(async (actor) => {
  const { recoveryCodes } = await renewRecoveryCodes(actor, {});
  return { message: "New recovery codes made", shown: recoveryCodes };
});
