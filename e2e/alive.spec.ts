import { expect, test } from "./portal.ts";

test("the health check tells strangers up or down, and operators what waits (G27)", async ({ portal, page }, {
  project,
}) => {
  for (const signIn of [async () => {}, () => portal.signIn("owner")]) {
    await signIn();
    const response = await page.request.get("/api/health");
    expect(response.status()).toBe(200);
    expect(response.headers()["cache-control"]).toBe("no-store");
    expect(await response.json()).toEqual({ status: "ok" });
  }
  await portal.signIn("operator");
  expect(await (await page.request.get("/api/health")).json()).toMatchObject({
    status: "ok",
    database: { engine: project.name },
    issuer: { mode: "simulator" },
    worker: { waiting: expect.any(Number) },
    webhooks: { waiting: expect.any(Number) },
  });
});

test("a CSRF cookie of an earlier sign-in does not keep anybody out (G27)", async ({ request }) => {
  const signIn = (cookie: string) =>
    request.post("/api/auth/callback/credentials", {
      form: { email: "second@demo.example", password: process.env.DEMO_PASSWORD ?? "" },
      headers: { "sec-fetch-site": "same-origin", cookie },
      maxRedirects: 0,
    });
  const first = await signIn("");
  const [stale = ""] = /portal-csrf=[^;]+/.exec(first.headers()["set-cookie"] ?? "") ?? [];
  expect(stale).not.toBe("");
  expect((await signIn(stale)).headers().location).toMatch(/\/dashboard$/);
  expect((await signIn("portal-csrf=nonsense")).headers().location).toMatch(/\/dashboard$/);
});

test("the first page leads to sign in, which is accessible", async ({ portal, page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await portal.expectAccessible();
});

test("a wrong password is refused in words that say nothing about who exists, and the e-mail stays (V6.3.8, ADV-A8)", async ({
  portal,
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("nobody@demo.example");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("We couldn't sign you in").first()).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue("nobody@demo.example");
  expect(page.url()).not.toContain("nobody");
  await portal.expectAccessible();
});

test("an empty sign-in is told at its fields, and a password can be looked at (H32, V6.2.6)", async ({
  portal,
  page,
}) => {
  await page.goto("/sign-in");
  await expect(page.getByText("Alder Cards")).toBeVisible();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Enter your email.")).toBeVisible();
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByText("Enter your password.")).toBeVisible();
  await portal.expectAccessible();
  const password = page.getByRole("textbox", { name: "Password" });
  await page.getByLabel("Password", { exact: true }).fill("a secret");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(password).toHaveValue("a secret");
  await expect(password).toBeFocused();
});

test("who signs out is out, and their cookie with them (V7.4.1)", async ({ portal, page }) => {
  await portal.signInByForm("second");
  const { cookies } = await page.context().storageState();
  await page.getByRole("button", { name: /David Cardholder/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().addCookies(cookies);
  expect((await page.request.get("/api/cards")).status()).toBe(401);
  await page.goto("/cards");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an address without a page is answered kindly with 404", async ({ page }) => {
  const response = await page.goto("/no-such-page");

  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
});

test("menus, filters and the palette open without a request once the page was idle (H33)", async ({
  portal,
  page,
  context,
}) => {
  await portal.signIn("owner");
  await page.goto("/cards");
  // Those that the page has asked for run before this one.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))));
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await page.locator("[data-row]").first().getByRole("button").click();
  await expect(page.getByRole("menuitem", { name: "Open" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "State", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "State" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Columns" }).click();
  await expect(page.getByRole("dialog", { name: "Columns" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await portal.openPalette();
});
