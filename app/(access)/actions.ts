"use server";

import { after } from "next/server";
import { setUpPortal, wasSetUpFor } from "@/lib/accounts/platform/set-up-platform";
import { wasLinkRedeemed } from "@/lib/auth/links/one-time-link";
import { formText as text } from "@/lib/http/form";
import { openAction } from "@/lib/http/server-action";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset";
import { resetPassword } from "@/lib/password-reset/reset-password";
import { confirmEmailChange } from "@/lib/profile/email-change/confirm-email-change";
import { issuerMode } from "@/lib/server/health";
import { acceptInvitation } from "@/lib/users/invitation/accept-invitation";

// The first sign-in leads to the next thing to do.
const afterSetup = () => {
  const next = issuerMode() === "simulator" ? "/accounts/new" : "/issuer";
  return { goTo: `/sign-in?${new URLSearchParams({ reason: "set-up", next })}` };
};

export const finishSetupAction = openAction(
  async (form, origin) => {
    const names = ["givenName", "familyName", "email", "password", "platformName", "confirmedName"] as const;
    const typed = Object.fromEntries(names.map((name) => [name, text(form, name)]));
    await setUpPortal({ ...typed, code: text(form, "setupCode") }, origin);
    return afterSetup();
  },
  async (form) => (await wasSetUpFor(text(form, "email"), text(form, "setupCode"))) && afterSetup(),
);

export const requestPasswordResetAction = openAction(async (form, origin) => {
  after(await requestPasswordReset(text(form, "email"), origin));
  return { goTo: "/forgot-password?sent=yes" };
});

export const resetPasswordAction = openAction(
  async (form, origin) => {
    await resetPassword({ token: text(form, "token"), password: text(form, "password") }, origin);
    return { goTo: "/sign-in?reason=reset" };
  },
  async (form) => (await wasLinkRedeemed(text(form, "token"))) && { goTo: "/sign-in?reason=reset" },
);

export const confirmEmailChangeAction = openAction(
  async (form, origin) => {
    await confirmEmailChange({ token: text(form, "token"), password: text(form, "password") }, origin);
    return { goTo: "/sign-in?reason=email-changed" };
  },
  async (form) => (await wasLinkRedeemed(text(form, "token"))) && { goTo: "/sign-in?reason=email-changed" },
);

export const acceptInvitationAction = openAction(
  async (form, origin) => {
    const names = { givenName: text(form, "givenName"), familyName: text(form, "familyName") };
    await acceptInvitation(
      { ...names, token: text(form, "token"), password: text(form, "password") },
      origin,
    );
    return { goTo: "/sign-in?reason=accepted" };
  },
  async (form) => (await wasLinkRedeemed(text(form, "token"))) && { goTo: "/sign-in?reason=accepted" },
);
