import { cookies } from "next/headers";
import { maxSessionSeconds, sessionCookie } from "@/lib/auth/session/session-cookie.ts";
import { writeToken } from "./next-auth.ts";

/** Gives the requesting browser the session with this token. */
export async function setSessionCookie(userId: number, token: string): Promise<void> {
  const { name, options } = sessionCookie();
  const value = await writeToken({ sub: String(userId), sid: token });
  (await cookies()).set(name, value, { ...options, maxAge: maxSessionSeconds });
}
