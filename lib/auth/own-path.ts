/** A path of this portal that somebody may be sent to, or the dashboard for anything else: an address that leads elsewhere, to sign-in itself, or
 *  to no page. */
export function ownPath(given: unknown): `/${string}` {
  if (
    typeof given !== "string" ||
    given.length > 2_000 ||
    !/^\/(?![/\\])[\x21-\x7E]*$/.test(given) ||
    given.includes("\\")
  )
    return "/dashboard";
  const url = new URL(given, base);
  const path = url.pathname + url.search;
  if (
    url.origin !== base ||
    path.startsWith("//") ||
    /^\/(sign-in|signed-out|api|_next)(\/|$)/.test(url.pathname)
  )
    return "/dashboard";
  return path as `/${string}`;
}

const base = "http://portal.invalid";
