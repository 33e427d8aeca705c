import { randomUUID } from "node:crypto";
import { expect, test } from "./portal.ts";

const memo = () => `Card ${randomUUID().slice(0, 8)}`;

test("a card is found by its last four and frozen, by keyboard alone", async ({ portal, page }) => {
  await portal.signIn("owner");
  // Other cards may have the same last four. The newest comes first.
  const name = memo();
  const id = await portal.issueCard({ holder: "Clara", memo: name });
  await portal.expectState("Active");
  const { lastFour } = await (await page.request.get(`/api/cards/${id}`)).json();
  await page.goto("/dashboard");

  const palette = await portal.openPalette();
  const box = palette.getByRole("combobox");
  await expect(palette.getByRole("option", { name: "Cards", exact: true })).toBeVisible();
  await portal.expectAccessible();
  await page.keyboard.type(lastFour);
  await expect(
    palette.getByRole("option", { name: new RegExp(`^${name} •• ${lastFour}.*Clara Cardholder`) }),
  ).toBeEnabled();
  await portal.expectAccessible();

  await box.fill(`freeze ${lastFour}`);
  const freeze = palette.getByRole("option", { name: new RegExp(`^Freeze ${name} •• ${lastFour}`) });
  await expect(freeze).toHaveCount(1);
  await expect(freeze).toBeEnabled();
  await expect(freeze).toHaveAttribute("data-highlighted");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/cards/${id}`);
  const asking = page.getByRole("dialog", { name: /^Freeze/ });
  await expect(asking).toContainText("Clara Cardholder");
  await expect(asking.locator(":focus")).toHaveCount(1);
  await portal.expectAccessible();
  expect(await (await page.request.get(`/api/cards/${id}`)).json()).toMatchObject({
    status: "active",
    desiredStatus: null,
  });
  await asking.getByLabel("Reason").focus();
  await page.keyboard.type("Lost");
  await page.keyboard.press("Enter");
  await portal.expectState("Frozen");

  await page.reload();
  await expect(page.getByRole("main").getByRole("button", { name: "Unfreeze" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await portal.openPalette();
  await box.fill(`memo ${lastFour}`);
  await expect(
    palette.getByRole("option", { name: new RegExp(`^Change memo of ${name} •• ${lastFour}`) }),
  ).toHaveAttribute("data-highlighted");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /memo/ }).getByLabel("Memo")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More" })).toBeFocused();

  await page.goto(`/cards/${id}?do=freeze`);
  await expect(page.getByText("That's not possible for this card right now.").first()).toBeVisible();
  await expect(page).toHaveURL(`/cards/${id}`);
  // A message in the corner keeps nobody from the palette.
  await portal.openPalette();
});

test("it closes and gives the focus back, and does nothing by itself", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/dashboard");
  const link = page.getByRole("navigation").getByRole("link", { name: "Cards" });
  await link.focus();
  await portal.openPalette();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(link).toBeFocused();

  await page.getByRole("button", { name: "Search or run a command" }).click();
  await expect(page.getByRole("combobox", { name: "Search or run a command" })).toBeFocused();
  await page.keyboard.type("people");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/users");
  await portal.openPalette();
  await expect(
    page.getByRole("group", { name: "Recent" }).getByRole("option", { name: "People" }),
  ).toBeVisible();
});

test("an analyst finds cards without the names of their holders", async ({ portal, page }) => {
  await portal.signIn("analyst");
  await page.goto("/dashboard");
  const palette = await portal.openPalette();
  const { rows } = await (await page.request.get("/api/cards?status=active&pageSize=1")).json();
  await page.keyboard.type(rows[0].lastFour);
  await expect(
    palette.getByRole("option", { name: new RegExp(`•• ${rows[0].lastFour}`) }).first(),
  ).toBeVisible();
  await expect(palette).not.toContainText("Cardholder");
  await palette.getByRole("combobox").fill(`freeze ${rows[0].lastFour}`);
  await expect(palette.getByText(/No results/)).toBeVisible();
  await palette.getByRole("combobox").fill("Clara");
  await expect(palette.getByText(/No results/)).toBeVisible();
});

test("a phone has a button for it, and it fits", async ({ portal, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await portal.signIn("user");
  await page.goto("/dashboard");
  await page.getByRole("banner").getByRole("button", { name: "Search or run a command" }).click();
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("freeze");
  await expect(palette.getByRole("option", { name: /^Freeze / }).first()).toContainText("Clara Cardholder");
  await expect(palette).not.toContainText("David");
  await portal.expectAccessible();
  const { x, width } = (await palette.boundingBox()) ?? { x: -1, width: 0 };
  expect([x >= 0, x + width <= 390]).toEqual([true, true]);
});

test("keys lead to pages, unless somebody types or turned them off", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/dashboard");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL("/cards");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("gd?");
  await expect(page.getByRole("searchbox")).toHaveValue("gd?");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("?");
  await expect(page).toHaveURL("/shortcuts");
  await expect(page.getByText("Go to Spending profiles")).toBeVisible();
  await portal.expectAccessible();

  await page.context().addCookies([{ name: "shortcuts", value: "off", url: page.url() }]);
  await page.reload();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await portal.openPalette();
  await expect(page).toHaveURL("/shortcuts");
});

test("it finds what is not a page: files, bulk, the theme and signing out (H32)", async ({
  portal,
  page,
}) => {
  // A session of its own, which it ends.
  await portal.signInByForm("admin");
  const palette = await portal.openPalette();
  for (const [typed, found] of [
    ["csv", "Issue cards by CSV"],
    ["bulk", "Bulk jobs"],
    ["theme", "Dark theme"],
    ["sign out", "Sign out"],
  ] as const) {
    await page.getByRole("combobox").fill(typed);
    await expect(palette.getByRole("option", { name: found })).toBeVisible();
  }
  await page.getByRole("combobox").fill("dark");
  await palette.getByRole("option", { name: "Dark theme" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(palette).toHaveCount(0);
  await portal.openPalette();
  await page.getByRole("combobox").fill("log out");
  await page.getByRole("option", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});
