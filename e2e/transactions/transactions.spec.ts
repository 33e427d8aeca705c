import type { Page } from "@playwright/test";
import { expect, test } from "../portal.ts";

interface Purchase {
  readonly amount: number;
  readonly merchant: string;
  readonly mcc?: string;
  readonly currency?: string;
}

/** Pays with a card at the simulator. Returns the id of the transaction. */
async function buy(page: Page, cardId: number, purchase: Purchase): Promise<string> {
  const data = { cardId, mcc: "5812", country: "USA", ...purchase };
  const answer = await page.request.post("/api/sandbox/purchases", { data });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return (await answer.json()).transactionId;
}

async function step(page: Page, id: string, name: "clear" | "void" | "refund"): Promise<void> {
  const answer = await page.request.post(`/api/sandbox/purchases/${id}/${name}`, { data: {} });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}

const rows = (page: Page) => page.getByRole("table", { name: "Transactions" }).locator("tbody tr");

/** A name that no other run has given to a merchant. */
const freshName = (name: string) => `${name} ${Date.now().toString(36)}`;

test("a purchase is found, followed through its steps, and exported as it is shown", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  const cardId = await portal.issueCard({ holder: "clara", memo: "Team travel" });
  await portal.expectState("Active");
  const name = freshName("Łódź Café");
  const lunch = await buy(page, cardId, { amount: 4_000, merchant: name });
  await step(page, lunch, "clear");
  const taxi = await buy(page, cardId, { amount: 1_250, merchant: `${name}2`, mcc: "4121", currency: "EUR" });
  const [, word = ""] = name.split("Café ");

  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Transactions", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Transactions");
  await portal.expectAccessible();
  await page.keyboard.press("/");
  await page.keyboard.type(`lodz cafe ${word}`);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("Pending");
  await expect(rows(page).nth(1)).toContainText(/Settled.*\$40\.00/s);
  await expect(page.getByText("2 transactions found")).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export 2 transactions" }).click();
  const file = await (await downloading).createReadStream();
  let csv = "";
  for await (const piece of file) csv += piece;
  const [head, ...lines] = csv.trim().split("\r\n");
  expect(head).toBe(
    "Merchant,Category,Category code,Card,Last four,Holder,Result,Reason,Amount,Currency,When",
  );
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`${name},`);
  expect(lines[1]).toContain("Settled,,40.00,USD,");

  await page.keyboard.press("Escape");
  await rows(page).nth(1).getByRole("link").press("Enter");
  await expect(page).toHaveURL(`/transactions/${lunch}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`$40.00 at ${name}`);
  await expect(page.getByRole("listitem").filter({ hasText: `${name} asked for $40.00` })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "$40.00 was paid" })).toBeVisible();
  await portal.expectAccessible();

  await page.goto(`/transactions/${taxi}`);
  await expect(page.getByText(/€[\d.]+ · \$12\.50/)).toBeVisible();
  await page.getByRole("link", { name: "Team travel" }).click();
  const section = page.getByRole("region", { name: "Transactions" });
  await expect(section.getByText("2 transactions")).toBeVisible();
  await portal.expectAccessible();
});

test("a decline says why, and leads to what can be done", async ({ portal, page }) => {
  await portal.signIn("owner");
  const cardId = await portal.issueCard({ holder: "clara", memo: "Decline me" });
  await portal.expectState("Active");
  const frozen = await page.request.put(`/api/cards/${cardId}/freeze`, { data: { reason: "Lost" } });
  expect(frozen.status(), await frozen.text()).toBeLessThan(300);
  await expect
    .poll(async () => (await (await page.request.get(`/api/cards/${cardId}`)).json()).status)
    .toBe("frozen");
  const merchant = freshName("Quayside Hotel");
  const id = await buy(page, cardId, { amount: 48_000, merchant, mcc: "7011" });

  await page.goto(`/transactions?card=${cardId}&status=declined`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(/Declined.*Card was frozen.*\$480\.00/s);
  await rows(page).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Card was frozen" })).toBeVisible();
  await expect(page.getByText("Unfreeze the card if the purchase is right.")).toBeVisible();
  await expect(page.getByText("No money moved.")).toBeVisible();
  await portal.expectAccessible();
  await page.getByRole("link", { name: "Open the card" }).click();
  await expect(page).toHaveURL(`/cards/${cardId}`);

  const { declineReason, result, amount } = await (await page.request.get(`/api/transactions/${id}`)).json();
  expect({ declineReason, result, amount }).toEqual({
    declineReason: "Card was frozen (CARD_PAUSED)",
    result: "declined",
    amount: 48_000,
  });
  expect((await page.request.get("/api/transactions?result=perhaps")).status()).toBe(422);

  // The cardholder reads it in their words, and an analyst sees no name.
  await page.context().clearCookies();
  await portal.signIn("user");
  await page.goto(`/transactions/${id}`);
  await expect(page.getByText("Your card is frozen.")).toBeVisible();
  await expect(page.getByText("What you can do")).toHaveCount(0);
  await page.context().clearCookies();
  await portal.signIn("analyst");
  await page.goto(`/transactions/${id}`);
  await expect(page.getByText("C. C.").first()).toBeVisible();
  expect(await page.content()).not.toContain("Clara");
});

test("a view is saved, and a phone in the dark shows every row whole", async ({ portal, page }) => {
  await portal.signIn("owner");
  const cardId = await portal.issueCard({ holder: "clara", memo: "Phone" });
  await portal.expectState("Active");
  await buy(page, cardId, { amount: 3_100, merchant: freshName("Corner Bistro") });
  await page.goto(`/transactions?card=${cardId}&sort=-amount`);
  await page.getByRole("button", { name: "Save view" }).click();
  const name = `Phone ${Date.now()}`;
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "page");

  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("$31.00");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await portal.expectAccessible();
  await page.getByRole("button", { name: `Delete the view ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete view" }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});
