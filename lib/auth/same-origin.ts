import { AppError } from "@/lib/errors.ts";
import { env } from "@/lib/process/env.ts";

const safeMethods = new Set(["GET", "HEAD"]);

/** Throws FORBIDDEN when a request that changes something did not come from a page of this portal.
 *  Browsers report this in Sec-Fetch-Site; older ones only send Origin. A request without either is
 *  refused. OWASP, Cross-Site Request Forgery Prevention. */
export function checkSameOrigin(headers: Pick<Headers, "get">, method: string): void {
  if (safeMethods.has(method)) return;
  const site = headers.get("sec-fetch-site");
  const isOurs =
    site === null ? isOwnOrigin(headers.get("origin"), headers.get("host")) : site === "same-origin";
  if (!isOurs)
    throw new AppError(
      "FORBIDDEN",
      "This request came from another site. Open the portal itself and try again.",
    );
}

function isOwnOrigin(origin: string | null, host: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const asked = new URL(origin);
  const { PORTAL_URL } = env();
  return PORTAL_URL === undefined ? asked.host === host : asked.origin === new URL(PORTAL_URL).origin;
}
