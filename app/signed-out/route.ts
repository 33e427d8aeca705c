const page = `<!doctype html>
<html lang="en">
  <title>Signed out</title>
  <link rel="icon" href="/icon.svg">
  <p>You are signed out. <a href="/sign-in">Sign in again</a></p>
</html>
`;

/** The target of signing out. The browser clears what it stored of the portal, then shows the
 *  sign-in page. This is a page, not a redirect: Next would follow a redirect by itself, and the
 *  browser has to see this answer. */
export function GET(): Response {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Clear-Site-Data": '"cache", "storage"',
    Refresh: "0; url=/sign-in",
  };
  return new Response(page, { headers });
}
