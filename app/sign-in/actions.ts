"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { endCurrentSession } from "@/lib/auth/require-actor";
import { checkSameOrigin } from "@/lib/auth/same-origin";
import { sessionCookie } from "@/lib/auth/session-cookie";

/** Ends the session for good and takes its cookie away. */
export async function signOutAction(): Promise<void> {
  checkSameOrigin(await headers(), "POST");
  await endCurrentSession("the person signed out");
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  redirect("/signed-out");
}
