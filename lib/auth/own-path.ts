/** A path of this portal that is safe to redirect to. Returns the dashboard for any other address:
 *  another origin, sign-in itself, or a path that is not a page. */
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
