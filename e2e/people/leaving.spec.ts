import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../portal.ts";

/** Invites a person over the API who can hold cards, as who is signed in on this page. */
async function invite(page: Page, givenName: string): Promise<number> {
  const email = `${randomUUID()}@people.example`;
  const person = { givenName, familyName: "Leaver", email, role: "user", phone: "+12125550188" };
  const answer = await page.request.post("/api/users", { data: person });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).id;
}

async function issue(page: Page, userId: number, memo: string): Promise<{ id: number; lastFour: string }> {
  const card = { userId, cardType: "debit", form: "virtual", memo };
  const answer = await page.request.post("/api/cards", { data: card });
  expect(answer.status(), await answer.text()).toBe(201);
  const { id } = await answer.json();
  await expect.poll(async () => (await read(page, id)).status).toBe("active");
  return read(page, id);
}

const read = async (page: Page, id: number) => (await page.request.get(`/api/cards/${id}`)).json();

async function openDialog(page: Page, userId: number) {
  await page.goto(`/users/${userId}`);
  await page.getByRole("button", { name: "Deactivate" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("holds 2 open cards")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Left the company");
  return dialog;
}

async function choose(page: Page, name: string) {
  await page.getByRole("combobox", { name: "New holder" }).fill(name);
  await page
    .getByRole("option", { name: new RegExp(name) })
    .first()
    .click();
}

test("somebody who leaves is deactivated, and their cards are frozen, closed or moved with them", async ({
  portal,
}) => {
  test.slow();
  const { page } = portal;
  await portal.signIn("owner");
  const leaver = async (name: string) => {
    const userId = await invite(page, name);
    return {
      userId,
      cards: [await issue(page, userId, `${name} one`), await issue(page, userId, `${name} two`)],
    };
  };

  const freeze = await leaver("Frida");
  const freezing = await openDialog(page, freeze.userId);
  await expect(freezing.getByText(/Frida one •• \d{4}/)).toBeVisible();
  await portal.expectAccessible();
  await freezing.getByRole("button", { name: "Deactivate" }).click();
  await portal.expectState("Deactivated");
  for (const { id } of freeze.cards)
    await expect.poll(async () => (await read(page, id)).status).toBe("frozen");
  await expect(page.getByText("Left the company, 2 cards frozen")).toBeVisible();

  const close = await leaver("Clove");
  const closing = await openDialog(page, close.userId);
  await closing.getByText("Close", { exact: true }).click();
  await closing.getByLabel("Number of cards").fill("3");
  await closing.getByRole("button", { name: "Deactivate" }).click();
  await expect(closing.getByText("These are 2 cards. Enter 2 to confirm.")).toBeVisible();
  await expect(closing.getByLabel("Reason")).toHaveValue("Left the company");
  await closing.getByLabel("Number of cards").fill("2");
  await closing.getByRole("button", { name: "Deactivate" }).click();
  await portal.expectState("Deactivated");
  for (const { id } of close.cards)
    await expect.poll(async () => (await read(page, id)).status).toBe("inactive");

  const move = await leaver("Mona");
  await page.setViewportSize({ width: 390, height: 844 });
  const moving = await openDialog(page, move.userId);
  await moving.getByText("Move to another person").click();
  await choose(page, "Clara");
  await moving.getByLabel("Number of cards").fill("2");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await portal.expectAccessible();
  await moving.getByRole("button", { name: "Deactivate" }).click();
  await portal.expectState("Deactivated");
  for (const { id } of move.cards) {
    await expect.poll(async () => (await read(page, id)).status).toBe("inactive");
    const { replacedBy } = await read(page, id);
    expect(replacedBy.reason).toBe("moved");
    expect((await read(page, replacedBy.id)).holder.name).toContain("Clara");
  }
});

test("a card is moved to another person, who gets a new one", async ({ portal }) => {
  const { page } = portal;
  await portal.signIn("owner");
  const userId = await invite(page, "Mila");
  const { id, lastFour } = await issue(page, userId, "Handover");
  await page.goto(`/cards/${id}`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Move to another person" }).click();
  const dialog = page.getByRole("dialog");
  await choose(page, "Clara");
  await expect(dialog.getByText(/^Cards can't be transferred\. Clara .* gets a new card/)).toContainText(
    `•• ${lastFour} is closed permanently.`,
  );
  await portal.expectAccessible();
  await dialog.getByLabel("Last four digits").fill(lastFour === "0000" ? "0001" : "0000");
  await dialog.getByRole("button", { name: "Move card" }).click();
  await expect(dialog.getByText("These are not the last four digits of this card.")).toBeVisible();
  await dialog.getByLabel("Last four digits").fill(lastFour);
  await dialog.getByRole("button", { name: "Move card" }).click();
  await page.waitForURL((url) => /\/cards\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${id}`));
  await portal.expectState("Active");
  await expect(page.getByText("Moved from")).toBeVisible();
  await expect(page.getByText(/Moved here from another person by/)).toBeVisible();
  await expect.poll(async () => (await read(page, id)).status).toBe("inactive");
});

test("somebody is removed, found under Removed, and restored", async ({ portal }) => {
  const { page } = portal;
  await portal.signIn("owner");
  const name = `Rem${Date.now()}`;
  const userId = await invite(page, name);
  await page.goto(`/users/${userId}`);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await portal.expectState("Removed");
  await portal.expectAccessible();

  await page.goto(`/users?search=${name}`);
  await expect(page.getByText("No matching people")).toBeVisible();
  await page.goto("/users");
  await page.getByLabel("Removed").selectOption("yes");
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await page.waitForURL(`/users/${userId}`);
  await expect(page.getByText(/^Removed by/)).toBeVisible();
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await portal.expectState("Invitation expired");
  await page.goto(`/users?search=${name}`);
  await expect(page.getByRole("link", { name: new RegExp(name) })).toBeVisible();
});
