import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../portal.ts";

async function send(page: Page, memo: string, merchant: string, amount: string): Promise<Locator> {
  const card = page.getByRole("combobox", { name: "Card", exact: true });
  await card.fill(memo);
  await page.getByRole("option", { name: new RegExp(memo) }).click();
  await page.getByLabel("Merchant", { exact: true }).selectOption(merchant);
  await page.getByLabel("Amount").fill(amount);
  await page.getByRole("button", { name: "Send purchase" }).click();
  return page.getByRole("listitem").filter({ hasText: memo }).first();
}

async function freshCard(portal: { issueCard: (card: { holder: string; memo: string }) => Promise<number> }) {
  const memo = `Test ${randomUUID().slice(0, 8)}`;
  return { memo, id: await portal.issueCard({ holder: "Clara", memo }) };
}

test("a purchase is approved, arrives by webhook, is tipped, cleared and refunded", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  const { memo } = await freshCard(portal);
  await page.goto("/sandbox");
  const row = await send(page, memo, "LA BRASSERIE", "40");
  await expect(page.getByText("Approved", { exact: true })).toBeVisible();
  await expect(row).toContainText("Approved, pending");
  await expect(row).toContainText("LA BRASSERIE asked for $40.00");
  await expect(row).toContainText(/Webhook received, applied after/);

  await row.getByRole("button", { name: "Tip LA BRASSERIE" }).click();
  await page.getByRole("dialog").getByLabel("Amount").fill("6");
  await page.getByRole("dialog").getByRole("button", { name: "Tip" }).click();
  await expect(row).toContainText("$46.00");
  await row.getByRole("button", { name: "Clear LA BRASSERIE" }).click();
  await expect(row).toContainText("Settled");
  await row.getByRole("button", { name: "Refund LA BRASSERIE" }).click();
  await expect(page.getByRole("dialog").getByLabel("Amount")).toHaveValue("46.00");
  await portal.expectAccessible();
  await page.getByRole("dialog").getByRole("button", { name: "Refund" }).click();
  await expect(row).toContainText("-$46.00");
});

test("a declined purchase says why, and a void gives the money back", async ({ portal, page }) => {
  await portal.signIn("owner");
  const { memo, id } = await freshCard(portal);
  await page.goto("/sandbox");
  const row = await send(page, memo, "FERNWAY TAXI", "18.50");
  await row.getByRole("button", { name: "Void FERNWAY TAXI" }).click();
  await expect(row).toContainText("Voided");
  await expect(row.getByRole("button")).toHaveCount(0);

  const frozen = await page.request.put(`/api/cards/${id}/freeze`, { data: { reason: "Lost" } });
  expect(frozen.ok()).toBe(true);
  await expect
    .poll(async () => (await (await page.request.get(`/api/cards/${id}`)).json()).status)
    .toBe("frozen");
  const declined = await send(page, memo, "BRANCHWORKS", "9");
  await expect(page.getByText("The card was frozen.", { exact: true })).toBeVisible();
  await expect(declined).toContainText("Card was frozen");
  await expect(declined).toContainText("$9.00");
});

test("the sandbox works by keyboard, on a phone too, and keeps what was typed", async ({ portal, page }) => {
  await portal.signIn("owner");
  const { memo } = await freshCard(portal);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/sandbox");
  await page.getByRole("combobox", { name: "Card", exact: true }).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(memo);
  await expect(page.getByRole("option", { name: new RegExp(memo) })).toBeVisible();
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Card", exact: true })).toHaveValue(new RegExp(memo));
  await page.getByLabel("Amount").fill("abc");
  await page.getByLabel("Amount").press("Enter");
  await expect(page.getByText("Enter an amount such as $1,250.50.")).toBeVisible();
  await expect(page.getByLabel("Amount")).toBeFocused();
  await expect(page.getByLabel("Amount")).toHaveValue("abc");
  await page.getByLabel("Amount").fill("12");
  await page.getByLabel("Amount").press("Enter");
  const row = page.getByRole("listitem").filter({ hasText: memo }).first();
  await expect(row).toContainText("Approved, pending");
  const clear = row.getByRole("button", { name: /^Clear COPPER KETTLE COFFEE/ });
  await clear.focus();
  await page.keyboard.press("Enter");
  await expect(row).toContainText("Settled");
  await portal.expectAccessible();
});

test("the sandbox is not for cardholders", async ({ portal, page }) => {
  await portal.signIn("user");
  expect((await page.goto("/sandbox"))?.status()).toBe(403);
});
