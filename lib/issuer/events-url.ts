import { env } from "@/lib/process/env.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";

/** What to do where `eventsUrl` is null. */
export const needsHttps =
  "The issuer reports only to https addresses. Set PORTAL_URL to one and restart the portal.";

/** Where the issuer sends its events. Null where it would refuse to: Lithic sends to https only,
 *  the issuer of a test also to this machine. */
export function eventsUrl(): string | null {
  const url = `${portalAddress()}/api/lithic/webhooks`;
  return url.startsWith("https:") || env().LITHIC_TEST_URL ? url : null;
}
