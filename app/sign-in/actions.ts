"use server";

import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { endCurrentSession } from "@/lib/auth/require-actor";
import { checkSameOrigin } from "@/lib/auth/same-origin";
import { sessionCookie } from "@/lib/auth/session/session-cookie";
import { noteActionBegun } from "@/lib/process/request-notes.mjs";

/** Ends the session for good and deletes its cookie. */
export async function signOutAction(): Promise<void> {
  noteActionBegun();
  await refuseOtherSites();
  await endCurrentSession("the person signed out");
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  redirect("/signed-out");
}

async function refuseOtherSites(): Promise<void> {
  try {
    checkSameOrigin(await headers(), "POST");
  } catch {
    forbidden();
  }
}
