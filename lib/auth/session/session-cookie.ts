import { env } from "@/lib/process/env.ts";

/** Maximum lifetime of a session, in seconds. */
export const maxSessionSeconds = 12 * 60 * 60;

/** Maximum idle time of a session, in seconds. PCI DSS 8.2.8 */
export const maxIdleSeconds = 15 * 60;

// Chromium and Firefox accept a Secure cookie from http://localhost. Safari and many programs do
// not, and no client accepts one over HTTP from any other host. So this depends on the address that
// people use, which behind TLS is PORTAL_URL.
const isSecure = () => env().PORTAL_URL?.startsWith("https:") ?? false;

/** The cookie that holds a session's token. */
export function sessionCookie() {
  const secure = isSecure();
  return {
    name: secure ? "__Host-portal-session" : "portal-session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}
