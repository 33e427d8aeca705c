import { randomUUID } from "node:crypto";
import { expect, test } from "../portal.ts";

const memo = () => `Card ${randomUUID().slice(0, 8)}`;

test("an owner replaces a lost card: the old one is closed, the new one works, and each names the other (H29)", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  const name = memo();
  const oldId = await portal.issueCard({ holder: "Clara", memo: name });
  await portal.expectState("Active");
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  const replacing = page.getByRole("dialog");
  await expect(replacing).toContainText("Clara Cardholder");
  await expect(replacing.getByRole("radio", { name: /Damaged/ })).toHaveCount(0);
  await portal.expectAccessible();
  await replacing.getByRole("button", { name: "Replace" }).click();
  await expect(
    replacing.getByRole("radiogroup", { name: "What happened to it?" }),
  ).toHaveAccessibleDescription(/Choose/);
  await replacing.getByRole("radio", { name: /Lost/ }).check();
  await replacing.getByRole("button", { name: "Replace" }).click();
  await expect(replacing.getByText("These are not the last four digits of this card.").first()).toBeVisible();
  await expect(replacing.getByRole("radio", { name: /Lost/ })).toBeChecked();
  const { lastFour } = await (await page.request.get(`/api/cards/${oldId}`)).json();
  await replacing.getByLabel("Last four digits").fill(lastFour);
  await replacing.getByRole("button", { name: "Replace" }).click();
  await expect(page).not.toHaveURL(`/cards/${oldId}`);
  await expect(page).toHaveURL(/\/cards\/\d+$/);
  await portal.expectState("Active");
  await portal.expectAccessible();
  await page.getByRole("definition").getByRole("link", { name: /••/ }).click();
  await expect(page).toHaveURL(`/cards/${oldId}`);
  await portal.expectState("Closed");
  await expect(page.getByText("Replaced by", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Replace", exact: true })).toHaveCount(0);
});

test("a cardholder sees the number of an own card after typing the password, until it is hidden (V7.5.3)", async ({
  portal,
  page,
  baseURL,
}) => {
  // The issuer shows numbers only at https: or http://localhost.
  const portalHere = new URL(baseURL ?? "");
  portalHere.hostname = "localhost";
  // No other test changes these cards.
  await portal.signIn("second", portalHere.origin);
  const { rows } = await (
    await page.request.get(`${portalHere.origin}/api/cards?status=active&search=hosting`)
  ).json();
  await page.goto(`${portalHere.origin}/cards/${rows[0].id}`);

  await page.getByRole("button", { name: "Show number" }).click();
  const asking = page.getByRole("dialog");
  await portal.expectAccessible();
  await asking.getByLabel("Your password").fill("not my password");
  await asking.getByRole("button", { name: "Show number" }).click();
  await expect(asking.getByText("This is not your password.").first()).toBeVisible();
  await asking.getByLabel("Your password").fill(process.env.DEMO_PASSWORD ?? "");
  await asking.getByRole("button", { name: "Show number" }).click();
  await expect(page.frameLocator('iframe[title="Number"]').locator("body")).toHaveText(
    new RegExp(`^4111 1112 \\d{4} ${rows[0].lastFour}$`),
  );
  await expect(page.frameLocator('iframe[title="Security code"]').locator("body")).toHaveText(/^\d{3}$/);
  expect(await page.content()).not.toContain("4111 1112");
  await expect(page.getByText(/^Hides by itself in \d+ s$/)).toBeVisible();
  await page.getByRole("button", { name: "Hide" }).click();
  await expect(page.locator("iframe")).toHaveCount(0);
  await expect(page.getByText(/Card number viewed/).first()).toBeVisible();
  await portal.expectAccessible();
});

test("an owner has a virtual card printed, and activates it when it was sent", async ({ portal, page }) => {
  test.slow();
  await portal.signIn("owner");
  const id = await portal.issueCard({ holder: "Clara", memo: memo() });
  await portal.expectState("Active");
  await page.getByRole("button", { name: "Print or renew" }).click();
  await page.getByRole("menuitem", { name: "Make physical" }).click();
  const converting = page.getByRole("dialog");
  await converting.getByRole("button", { name: "Make physical" }).click();
  await expect(converting.getByLabel("Ship to")).toHaveAttribute("aria-invalid", "true");
  await converting.getByLabel("Ship to").selectOption({ index: 1 });
  await portal.expectAccessible();
  await converting.getByRole("button", { name: "Make physical" }).click();
  await expect(page.getByText("Printing and shipping")).toBeVisible();
  // The built-in issuer ships it after a minute, and the portal polls every few seconds.
  await expect(async () => {
    await portal.goBackTo(`/cards/${id}`, "owner");
    await expect(page.getByText("On its way to the holder")).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 120_000, intervals: [10_000] });
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Activate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Activate" }).click();
  await portal.expectState("Active");
});
