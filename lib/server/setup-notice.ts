import { hasPeople } from "@/lib/auth/first-run/has-people.ts";
import { makeSetupCode } from "@/lib/auth/first-run/setup-code.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";

/** What a server says when it starts and nobody is in its portal yet: the link that opens set-up.
 *  Undefined once somebody is. */
export async function setupNotice(now: Date): Promise<string | undefined> {
  if (await hasPeople()) return undefined;
  const link = new URL(`/setup?${new URLSearchParams({ code: makeSetupCode(now) })}`, portalAddress());
  // Browsers let the issuer's frames work at http://localhost only.
  if (link.hostname === "127.0.0.1") link.hostname = "localhost";
  return `Nobody is in this portal yet. Set it up within 24 hours: ${link}`;
}
