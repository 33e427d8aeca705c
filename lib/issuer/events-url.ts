import { env } from "@/lib/process/env.ts";
import { portalAddress } from "@/lib/process/portal-address.ts";

/** Where the issuer sends its events. Null where it would refuse to: Lithic sends to https only, the
 *  issuer of a test also to this machine. */
export function eventsUrl(): string | null {
  const url = `${portalAddress()}/api/lithic/webhooks`;
  return url.startsWith("https:") || env().LITHIC_TEST_URL ? url : null;
}
