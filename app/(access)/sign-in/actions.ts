"use server";

import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { passkeyRequestOptions } from "@/lib/auth/factors/passkey";
import { ownPath } from "@/lib/auth/own-path";
import { portalOrigin } from "@/lib/auth/portal-origin";
import { endCurrentSession, isSignedIn } from "@/lib/auth/require-actor";
import { checkSameOrigin } from "@/lib/auth/same-origin";
import { sessionCookie } from "@/lib/auth/session/session-cookie";
import { deviceToken } from "@/lib/auth/sign-in/device-cookie";
import { enterPortal } from "@/lib/auth/sign-in/enter-portal";
import { findSecondStep } from "@/lib/auth/sign-in/find-second-step";
import { secondStepCookie } from "@/lib/auth/sign-in/second-step-cookie";
import { AppError } from "@/lib/errors";
import { formText as text } from "@/lib/http/form";
import { openAction, openShowAction } from "@/lib/http/server-action";
import { noteActionBegun } from "@/lib/process/request-notes.mjs";
import { finishSignIn, stepSubject } from "@/lib/second-factors/finish-sign-in";
import { signInByPasskey, signInSubject } from "@/lib/second-factors/sign-in-by-passkey";

/** Ends the session for good and deletes its cookie. */
export async function signOutAction(): Promise<void> {
  noteActionBegun();
  await refuseOtherSites();
  await endCurrentSession("the person signed out");
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  redirect("/signed-out");
}

/** Finishes a sign-in with the second factor. */
export const finishSignInAction = openAction(
  async (form, request) => {
    const shown = { code: text(form, "code"), passkey: text(form, "passkey") };
    const device = await deviceToken();
    const from = { ...request, device };
    const { userId, token } = await finishSignIn(await stepToken(), shown, from, await portalOrigin());
    await enterPortal(userId, token, device);
    return { goTo: ownPath(text(form, "next")) };
  },
  async () => (await isSignedIn()) && { goTo: "/dashboard" },
);

/** What the browser needs to show a passkey in the step after the password. */
export const secondStepPasskeyOptionsAction = openShowAction(async () => {
  const step = await findSecondStep(await stepToken());
  if (!step) throw new AppError("NOT_FOUND", "This took too long. Sign in again.");
  return { use: await passkeyRequestOptions(stepSubject(step.id), [], await portalOrigin(), new Date()) };
});

/** Signs in with a passkey, without a password. */
export const signInByPasskeyAction = openAction(
  async (form, request) => {
    const device = await deviceToken();
    const from = { ...request, device };
    const { userId, token } = await signInByPasskey(text(form, "passkey"), from, await portalOrigin());
    await enterPortal(userId, token, device);
    return { goTo: ownPath(text(form, "next")) };
  },
  async () => (await isSignedIn()) && { goTo: "/dashboard" },
);

/** What the browser needs to sign in with a passkey. */
export const signInPasskeyOptionsAction = openShowAction(async () => ({
  use: await passkeyRequestOptions(signInSubject, [], await portalOrigin(), new Date()),
}));

const stepToken = async () => (await cookies()).get(secondStepCookie().name)?.value ?? "";

async function refuseOtherSites(): Promise<void> {
  try {
    checkSameOrigin(await headers(), "POST");
  } catch {
    forbidden();
  }
}
