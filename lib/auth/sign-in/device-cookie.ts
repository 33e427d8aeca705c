import { cookies } from "next/headers";
import { newToken } from "@/lib/auth/session/new-token.ts";
import { sessionCookie } from "@/lib/auth/session/session-cookie.ts";

// Browsers keep no cookie for longer.
const maxDeviceSeconds = 400 * 24 * 60 * 60;

/** The token by which the portal knows the requesting browser again, or a new one. It lets nobody
 *  in: a sign-in with another browser is told by mail. */
export async function deviceToken(): Promise<string> {
  const token = (await cookies()).get(deviceCookie().name)?.value ?? "";
  return /^[\w-]{43}$/.test(token) ? token : newToken().token;
}

/** Gives the token to the requesting browser, after its person has signed in. */
export async function keepDevice(token: string): Promise<void> {
  const { name, options } = deviceCookie();
  (await cookies()).set(name, token, { ...options, maxAge: maxDeviceSeconds });
}

function deviceCookie() {
  const { name, options } = sessionCookie();
  return { name: name.replace("session", "device"), options };
}
