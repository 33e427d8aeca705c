import { env } from "@/lib/process/env.ts";

/** How long a session lasts at most, in seconds. */
export const longestSession = 12 * 60 * 60;

/** How long a session lasts without use, in seconds. PCI DSS 8.2.8 */
export const longestIdle = 15 * 60;

// Chromium and Firefox take a Secure cookie from http://localhost, Safari and many programs do not, and from other hosts nobody does. So it
// goes by the address that people use, which behind TLS is PORTAL_URL.
const isSecure = () => env().PORTAL_URL?.startsWith("https:") ?? false;

/** The cookie that holds a session's token. */
export function sessionCookie() {
  const secure = isSecure();
  return {
    name: secure ? "__Host-portal-session" : "portal-session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}
