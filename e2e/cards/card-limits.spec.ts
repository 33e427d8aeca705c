import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../portal.ts";

const memo = () => `Card ${randomUUID().slice(0, 8)}`;

async function issue(page: Page, card: object): Promise<number> {
  const { rows } = await (await page.request.get("/api/users")).json();
  const holder = rows.find((person: { name: string }) => person.name === "Clara Cardholder");
  const issued = await page.request.post("/api/cards", {
    data: { userId: holder.id, form: "virtual", memo: memo(), ...card },
  });
  const { id } = await issued.json();
  await expect(async () =>
    expect(await (await page.request.get(`/api/cards/${id}`)).json()).toMatchObject({ status: "active" }),
  ).toPass();
  await page.goto(`/cards/${id}`);
  return id;
}

test("an owner changes the limit of a card, and takes it off (C9)", async ({ portal, page }) => {
  await portal.signIn("owner");
  await issue(page, { cardType: "debit", spendLimit: 50_000, spendLimitDuration: "monthly" });
  await page.getByRole("button", { name: "More" }).click();
  await expect(page.getByRole("button", { name: "Load" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Change limit" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Until then $500.00 per month applies");
  await portal.expectAccessible();
  // The focus is in the dialog whenever it opens (H29).
  for (let opening = 0; opening < 2; opening++) {
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Change limit" }).click();
    await expect(page.getByRole("menu")).toHaveCount(0);
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
  await dialog.getByLabel("Spend limit").fill("a lot");
  await dialog.getByRole("button", { name: "Change limit" }).click();
  await expect(dialog.getByText("Enter an amount such as $1,250.50.").first()).toBeVisible();
  await expect(dialog.getByLabel("Spend limit")).toHaveValue("a lot");
  for (const leave of ["Tab", "Enter"]) {
    await dialog.getByLabel("Spend limit").fill("¥5000");
    await dialog.getByLabel("Spend limit").press(leave);
    if (leave === "Tab") await dialog.getByRole("button", { name: "Change limit" }).click();
    await expect(dialog.getByText("Enter the amount in US dollars, such as $1,250.50.")).toBeVisible();
    await expect(dialog.getByLabel("Spend limit")).toHaveValue("¥5000");
    await dialog.getByLabel("Spend limit").fill("a lot");
    await dialog.getByRole("button", { name: "Change limit" }).click();
    await expect(dialog.getByText("Enter an amount such as $1,250.50.").first()).toBeVisible();
  }
  await dialog.getByLabel("Spend limit").fill("700");
  await dialog.getByLabel("Period").selectOption("annually");
  await dialog.getByRole("button", { name: "Change limit" }).click();
  await expect(page.getByText(/^\$700\.00 per year/)).toBeVisible();
  await expect(page.getByText("Limit changed by Ada Owner to $700.00 per year")).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Change limit" }).click();
  await dialog.getByLabel("Spend limit").fill("");
  await dialog.getByRole("button", { name: "Change limit" }).click();
  await expect(page.getByText("Limit changed by Ada Owner to no limit")).toBeVisible();
  await portal.expectAccessible();
});

test("an owner loads and unloads a reloadable card (H31)", async ({ portal, page }) => {
  await portal.signIn("owner");
  await issue(page, { cardType: "reloadable", spendLimit: 10_000, spendLimitDuration: "forever" });
  await expect(page.getByText("$100.00 left of $100.00 loaded, as of now")).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await expect(page.getByRole("menuitem", { name: "Unload" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Change limit" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Load", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/^\$100\.00 on card · \$[\d,.]+ available to load$/)).toBeVisible();
  await dialog.getByRole("button", { name: "Load" }).click();
  await expect(dialog.getByLabel("Amount")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByLabel("Amount").fill("25.50");
  await dialog.getByRole("button", { name: "Load" }).click();
  await expect(page.getByText("$125.50 left of $125.50 loaded, as of now")).toBeVisible();

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Unload" }).click();
  await dialog.getByLabel("Amount").fill("125.50");
  await dialog.getByRole("button", { name: "Unload" }).click();
  await expect(dialog.getByText(/A reloadable card cannot be emptied/).first()).toBeVisible();
  await dialog.getByLabel("Amount").fill("5.50");
  await dialog.getByRole("button", { name: "Unload" }).click();
  await expect(page.getByText("$120.00 left of $120.00 loaded, as of now")).toBeVisible();
  await portal.expectAccessible();
});

test("the memo is changed by keyboard alone, and the focus stays near", async ({ portal, page }) => {
  await portal.signIn("owner");
  await issue(page, { cardType: "debit" });
  const more = page.getByRole("button", { name: "More" });
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Change limit" })).toBeFocused();
  // Past "Change profile".
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Memo")).toBeFocused();
  const name = memo();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(name) })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(more).toBeFocused();
});
