"use server";

import { ownPath } from "@/lib/auth/own-path";
import { portalOrigin } from "@/lib/auth/portal-origin";
import { formText as text } from "@/lib/http/form";
import { formAction, showAction } from "@/lib/http/server-action";
import { confirmAuthenticator, startAuthenticator } from "@/lib/second-factors/add-authenticator";
import { addPasskey, newPasskeyOptions } from "@/lib/second-factors/add-passkey";

const allowsMissingFactor = { allowsMissingFactor: true };

export const startAuthenticatorAction = formAction(async (actor, form) => {
  await startAuthenticator(actor, {});
  return {
    goTo: `/second-factor/authenticator?${new URLSearchParams({ next: ownPath(text(form, "next")) })}`,
  };
}, allowsMissingFactor);

export const confirmAuthenticatorAction = showAction(async (actor, form) => {
  const { recoveryCodes } = await confirmAuthenticator(actor, { code: text(form, "code") });
  return { message: "Authenticator app added", shown: recoveryCodes };
}, allowsMissingFactor);

/** What the browser needs to make a passkey. */
export const newPasskeyOptionsAction = showAction(
  async (actor) => ({ message: "", shown: { make: await newPasskeyOptions(actor, portalOrigin) } }),
  allowsMissingFactor,
);

export const addPasskeyAction = showAction(async (actor, form) => {
  const { recoveryCodes } = await addPasskey(actor, { passkey: text(form, "passkey") }, portalOrigin);
  return { message: "Passkey added", shown: recoveryCodes };
}, allowsMissingFactor);
