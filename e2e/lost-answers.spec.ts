import { randomUUID } from "node:crypto";
import type { Page, Route } from "@playwright/test";
import { expect, test } from "./portal.ts";

test.use({ losesAnswers: true });

const memo = () => `Card ${randomUUID().slice(0, 8)}`;
const noAnswer = /No answer came\. Nothing is done twice if you send it again/;

/** Does something to the next forms that the page sends, and returns how many it met. */
async function onForms(page: Page, times: number, meet: (route: Route) => Promise<void>) {
  const met = { count: 0 };
  await page.route("**/*", async (route) => {
    const isForm = route.request().method() === "POST" && "next-action" in route.request().headers();
    if (!isForm || met.count >= times) return route.fallback();
    met.count += 1;
    await meet(route);
  });
  return met;
}

const arriveAndLoseAnswer = async (route: Route) => {
  await route.fetch();
  await route.abort();
};

async function fillCard(page: Page, name: string): Promise<void> {
  await page.goto("/cards/new");
  await page.getByLabel("Cardholder").fill("Clara");
  await page.getByRole("option", { name: /Clara Cardholder/ }).click();
  await page.getByLabel("Memo").fill(name);
  await page.getByLabel("Spend limit").fill("40");
}

async function cardsNamed(page: Page, name: string): Promise<number> {
  return (await (await page.request.get(`/api/cards?search=${encodeURIComponent(name)}`)).json()).total;
}

test("a card is issued once when the answer is lost, and the page finds it (A1)", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  const name = memo();
  await fillCard(page, name);
  // The questions whether it was done are lost as well, for about seven seconds.
  await onForms(page, 4, arriveAndLoseAnswer);
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByText(noAnswer)).toBeVisible();
  await expect(page.getByLabel("Memo")).toHaveValue(name);
  await portal.expectAccessible();
  await expect(page).toHaveURL(/\/cards\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(name) })).toBeVisible();
  expect(await cardsNamed(page, name)).toBe(1);
});

test("a card whose form never arrived is issued by sending it again (A1)", async ({ portal, page }) => {
  await portal.signIn("owner");
  const name = memo();
  await fillCard(page, name);
  await onForms(page, 1, (route) => route.abort());
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByText("This has not been done. Send it again to do it.")).toBeVisible();
  expect(await cardsNamed(page, name)).toBe(0);
  await expect(page.getByLabel("Spend limit")).toHaveValue("40.00");
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page).toHaveURL(/\/cards\/\d+$/);
  expect(await cardsNamed(page, name)).toBe(1);
});

test("a card is loaded once when the answer is lost and the form is sent again (A1)", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  await fillCard(page, memo());
  await page.getByRole("radio", { name: /Reloadable/ }).check();
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByText("$40.00 left of $40.00 loaded, as of now")).toBeVisible();
  await page.getByRole("button", { name: "Load", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /^Load / });
  await dialog.getByLabel("Amount").fill("10");
  const met = await onForms(page, 3, arriveAndLoseAnswer);
  await dialog.getByRole("button", { name: "Load" }).click();
  await expect(dialog.getByText(noAnswer)).toBeVisible();
  await expect(dialog.getByLabel("Amount")).toHaveValue("10.00");
  await dialog.getByRole("button", { name: "Load" }).click();
  await expect(dialog).toBeHidden();
  expect(met.count).toBeGreaterThan(1);
  await expect(page.getByText("$50.00 left of $50.00 loaded, as of now")).toBeVisible();
});

test("a form says that the portal is offline, and goes on by itself (A2)", async ({
  portal,
  page,
  context,
}) => {
  await portal.signIn("owner");
  const name = memo();
  await fillCard(page, name);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByText(/You are offline\. Nothing is done twice/)).toBeVisible();
  await expect(page.getByLabel("Memo")).toHaveValue(name);
  await context.setOffline(false);
  await expect(page.getByText("This has not been done. Send it again to do it.")).toBeVisible();
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page).toHaveURL(/\/cards\/\d+$/);
});

test("a page that is older than the portal reloads with what was typed (A2)", async ({ portal, page }) => {
  await portal.signIn("owner");
  const name = `Profile ${randomUUID().slice(0, 8)}`;
  await page.goto("/spending-profiles/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: "All but those chosen" }).first().check();
  const answer = { status: 404, headers: { "x-nextjs-action-not-found": "1", "content-type": "text/plain" } };
  await onForms(page, 1, (route) => route.fulfill({ ...answer, body: "Server action not found." }));
  await page.getByRole("button", { name: "Create profile" }).click();
  await expect(page.getByText(/The portal was updated after this page was opened/)).toBeVisible();
  await page.getByRole("button", { name: "Reload to go on" }).click();
  await expect(page.getByText("This is what you typed before. Check it, then send it.")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await expect(page.getByRole("radio", { name: "All but those chosen" }).first()).toBeChecked();
});
