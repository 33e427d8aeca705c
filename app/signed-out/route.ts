const page = `<!doctype html>
<html lang="en">
  <title>Signed out</title>
  <link rel="icon" href="/icon.svg">
  <p>You are signed out. <a href="/sign-in">Sign in again</a></p>
</html>
`;

/** Where signing out leads: has the browser forget what it kept of the portal, then shows the sign-in page. A page and no redirect, which Next
 *  would follow by itself: the browser has to see this answer. */
export function GET(): Response {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Clear-Site-Data": '"cache", "storage"',
    Refresh: "0; url=/sign-in",
  };
  return new Response(page, { headers });
}
