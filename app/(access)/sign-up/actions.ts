"use server";

import { after } from "next/server";
import { deviceToken } from "@/lib/auth/sign-in/device-cookie";
import { enterPortal } from "@/lib/auth/sign-in/enter-portal";
import { formText as text } from "@/lib/http/form";
import { openAction } from "@/lib/http/server-action";
import { confirmSignUp, wasSignUpConfirmed } from "@/lib/sign-up/confirm-sign-up";
import { requestSignUp } from "@/lib/sign-up/request-sign-up";

export const requestSignUpAction = openAction(async (form, origin) => {
  const names = ["businessName", "givenName", "familyName", "email"] as const;
  after(await requestSignUp(Object.fromEntries(names.map((name) => [name, text(form, name)])), origin));
  return { goTo: "/sign-up?sent=yes" };
});

export const confirmSignUpAction = openAction(
  async (form, request) => {
    const device = await deviceToken();
    const typed = { token: text(form, "token"), password: text(form, "password") };
    const { accountId, userId, token } = await confirmSignUp(typed, { ...request, device });
    await enterPortal(userId, token, device);
    return { goTo: `/accounts/${accountId}` };
  },
  async (form) => (await wasSignUpConfirmed(text(form, "token"))) && { goTo: "/sign-in?reason=accepted" },
);
