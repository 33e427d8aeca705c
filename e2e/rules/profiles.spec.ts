import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../portal.ts";

async function buy(page: Page, cardId: number, amount: number, mcc: string) {
  const answer = await page.request.post("/api/sandbox/purchases", {
    data: { cardId, amount, mcc, merchant: "ANYWHERE", country: "USA" },
  });
  return (await answer.json()) as { transactionId: string; approved: boolean };
}

test("a profile declines what it does not allow, names itself, and agrees with what would pass", async ({
  portal,
  page,
}) => {
  const name = `Meals ${randomUUID().slice(0, 8)}`;
  await portal.signIn("owner");
  const cardId = await portal.issueCard({ holder: "Clara", memo: name });

  await page.goto("/spending-profiles/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("group", { name: "Limits" }).getByLabel("Per month").fill("500");
  await page.getByRole("radio", { name: "All but those chosen" }).first().check({ force: true });
  for (const code of ["7995", "7011"]) {
    await page.getByLabel("Find a category by name or code").fill(code);
    await page.getByRole("checkbox", { name: new RegExp(code) }).check();
  }
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Create profile" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByRole("heading", { name }).getByText("Active")).toBeVisible();

  await page.goto(`/cards/${cardId}`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Change profile" }).click();
  await page.getByLabel("Spending profile").selectOption({ label: name });
  await page.getByRole("button", { name: "Change profile" }).click();
  await expect(page.getByText(`Changing to ${name}`)).toHaveCount(0);
  await expect(page.getByRole("link", { name, exact: true }).first()).toBeVisible();

  expect(await buy(page, cardId, 4_000, "5812")).toMatchObject({ approved: true });
  const gambled = await buy(page, cardId, 2_000, "7995");
  const tooMuch = await buy(page, cardId, 48_000, "5812");
  expect([gambled.approved, tooMuch.approved]).toEqual([false, false]);

  await page.goto(`/transactions/${gambled.transactionId}`);
  await expect(
    page.getByRole("heading", { name: new RegExp(`${name} doesn’t allow`) }).first(),
  ).toBeVisible();
  await portal.expectAccessible();
  await page.goto(`/transactions/${tooMuch.transactionId}`);
  await expect(page.getByText(`Over ${name}’s monthly limit`).first()).toBeVisible();

  await page.goto(`/cards/${cardId}`);
  await expect(page.getByText("$40.00 of $500.00")).toBeVisible();
  await expect(page.getByText("$460.00 left")).toBeVisible();
  await page.getByLabel("Amount").fill("460.01");
  await expect(page.getByText("No, it would decline")).toBeVisible();
  await page.getByLabel("Amount").fill("460");
  await expect(page.getByText("Yes, it would pass")).toBeVisible();
  await portal.expectAccessible();
});

test("a draft declines nothing until it is activated, and can be discarded", async ({ portal, page }) => {
  const name = `Draft ${randomUUID().slice(0, 8)}`;
  await portal.signIn("admin");
  await page.goto("/spending-profiles/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("group", { name: "Limits" }).getByLabel("Per day").fill("50");
  await page.getByRole("button", { name: "Save as draft" }).click();
  await expect(page.getByText("Declines nothing until it is active.")).toBeVisible();
  await portal.expectAccessible();
  await page.getByRole("button", { name: "Activate version 1" }).click();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("group", { name: "Limits" }).getByLabel("Per day").fill("80");
  await page.getByRole("button", { name: "Save as draft" }).click();
  await expect(page.getByText("Version 1 holds until it is active.")).toBeVisible();
  await expect(page.getByRole("cell", { name: "$80.00" })).toBeVisible();
  await page.getByRole("button", { name: "Discard version 2" }).click();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(page.getByText("Version 1 holds until it is active.")).toHaveCount(0);
  await expect(page.getByText("$50.00")).toBeVisible();
});
