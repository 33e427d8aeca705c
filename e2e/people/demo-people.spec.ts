import { expect, test } from "../portal.ts";

test("a press on a person of the demo fills in the form, and Enter signs in", async ({ portal, page }) => {
  await page.goto("/sign-in");
  const demo = page.getByRole("complementary", { name: "Demo people" });
  await expect(demo.getByRole("heading", { level: 3 })).toHaveText([
    "Demo Company",
    "Other Company",
    "Platform",
  ]);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Enter your password.")).toBeVisible();
  const clara = demo.getByRole("button", { name: "Clara Cardholder Cardholder · Own cards only" });
  await clara.focus();
  await page.keyboard.press("Enter");
  await expect(clara).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByLabel("Email")).toHaveValue("user@demo.example");
  await expect(page.getByText("Enter your password.")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeFocused();
  await portal.expectAccessible();
  await demo.getByRole("button", { name: /^David Cardholder/ }).click();
  await expect(demo.getByRole("button", { pressed: true })).toHaveText(/David Cardholder/);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL("/dashboard");
  await expect(page.getByRole("button", { name: /David Cardholder/ })).toBeVisible();
});

test("a person of the demo is chosen until something else is typed", async ({ page }) => {
  await page.goto("/sign-in");
  const olga = page.getByRole("button", { name: /^Olga Operator/ });
  await olga.click();
  await expect(olga).toHaveAttribute("aria-pressed", "true");
  await page.getByLabel("Email").fill("somebody@else.example");
  await expect(olga).toHaveAttribute("aria-pressed", "false");
});

for (const path of ["/forgot-password", "/reset-password", "/accept-invitation"])
  test(`${path} does not show the people of the demo`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("Demo people")).toHaveCount(0);
  });

test("the people of the demo are not shown without JavaScript", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("complementary")).toHaveCount(0);
});
