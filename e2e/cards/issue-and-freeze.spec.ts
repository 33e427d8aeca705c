import { randomUUID } from "node:crypto";
import { expect, test } from "../portal.ts";

const memo = () => `Card ${randomUUID().slice(0, 8)}`;

test("an owner signs in, issues a card, sees it active, freezes, unfreezes and closes it", async ({
  portal,
  page,
}) => {
  await portal.signInByForm("owner");
  await portal.expectAccessible();
  await page.getByRole("link", { name: "Cards", exact: true }).click();
  await expect(page).toHaveURL("/cards");
  await portal.expectAccessible();
  await page.getByRole("link", { name: "Issue card" }).click();
  await expect(page).toHaveURL("/cards/new");
  await portal.expectAccessible();

  const name = memo();
  await page.getByLabel("Cardholder").fill("Clara");
  await page.getByRole("option", { name: /Clara Cardholder/ }).click();
  await page.getByLabel("Memo").fill(name);
  await page.getByLabel("Spend limit").fill("1,250.5");
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(name) })).toBeVisible();
  await portal.expectState("Active");
  await expect(page.getByText("$1,250.50 per month")).toBeVisible();
  await portal.expectAccessible();

  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  const freezing = page.getByRole("dialog");
  await expect(freezing).toContainText("Clara Cardholder");
  await portal.expectAccessible();
  await freezing.getByRole("button", { name: "Freeze" }).click();
  await expect(freezing.getByLabel("Reason")).toBeFocused();
  await freezing.getByLabel("Reason").fill("Left in a taxi");
  await freezing.getByRole("button", { name: "Freeze" }).click();
  await portal.expectState("Frozen");
  await expect(page.getByText("Left in a taxi").first()).toBeVisible();
  await expect(page.getByText(/Frozen by Ada Owner/).first()).toBeVisible();
  await portal.expectAccessible();

  await page.getByRole("button", { name: "Unfreeze" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unfreeze" }).click();
  await portal.expectState("Active");

  const { lastFour } = await (await page.request.get(`/api${new URL(page.url()).pathname}`)).json();
  await page.getByRole("button", { name: "Close card" }).click();
  const closing = page.getByRole("dialog");
  await closing.getByLabel("Last four digits").fill(lastFour === "0000" ? "0001" : "0000");
  await closing.getByLabel("Reason").fill("Trip is over");
  await closing.getByRole("button", { name: "Close card" }).click();
  await expect(closing.getByText("These are not the last four digits of this card.").first()).toBeVisible();
  await expect(closing.getByLabel("Reason")).toHaveValue("Trip is over");
  await closing.getByLabel("Last four digits").fill(lastFour);
  await closing.getByRole("button", { name: "Close card" }).click();
  await portal.expectState("Closed");
  await expect(page.getByRole("button", { name: /Freeze|Unfreeze|Close card/ })).toHaveCount(0);

  await page.goto(`/cards?search=${encodeURIComponent(name)}`);
  await expect(page.getByRole("link", { name: new RegExp(name) })).toHaveCount(1);
});

test("all of it works by keyboard alone", async ({ portal, page }) => {
  await page.goto("/sign-in");
  await page.keyboard.type("owner@demo.example");
  await page.keyboard.press("Tab");
  await page.keyboard.type(process.env.DEMO_PASSWORD ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL("/dashboard");

  await page.goto("/cards/new");
  await page.getByLabel("Cardholder").focus();
  await page.keyboard.type("Clara");
  await expect(page.getByRole("option", { name: /Clara Cardholder/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const name = memo();
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press("Tab");
    if (await page.getByLabel("Memo").evaluate((field) => field === document.activeElement)) break;
  }
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(name) })).toBeVisible();
  await portal.expectState("Active");

  const freeze = page.getByRole("main").getByRole("button", { name: "Freeze", exact: true });
  await freeze.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(freeze).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Reason").focus();
  await page.keyboard.type("Lost");
  await page.keyboard.press("Enter");
  await portal.expectState("Frozen");
});

test("a choice stays under the pointer when the search for it is answered", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/cards/new");
  let answer = () => {};
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/cards/new/holders*", async (route) => {
    await mayAnswer;
    await route.continue();
  });
  await page.getByLabel("Cardholder").fill("Clara");
  await expect(page.getByText("Searching …")).toBeVisible();
  const clara = page.getByRole("option", { name: /Clara Cardholder/ });
  const before = await clara.boundingBox();
  answer();
  await expect(page.getByText("Searching …")).toBeHidden();
  expect(await clara.boundingBox()).toEqual(before);
});

test("a double click on the button issues one card", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/cards/new");
  await page.getByLabel("Cardholder").fill("David");
  await page.getByRole("option", { name: /David Cardholder/ }).click();
  const name = memo();
  await page.getByLabel("Memo").fill(name);
  await page.getByRole("button", { name: "Issue card" }).dblclick();
  await expect(page).toHaveURL(/\/cards\/\d+$/);
  const found = await page.request.get(`/api/cards?search=${encodeURIComponent(name)}`);
  expect(await found.json()).toMatchObject({ total: 1 });
});

test("bad input is named at its field, keeps what was typed and issues nothing", async ({ portal, page }) => {
  await portal.signIn("owner");
  const name = memo();
  await page.goto("/cards/new");
  await page.getByLabel("Memo").fill(name);
  await page.getByLabel("Spend limit").fill("a lot");
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByText("Enter an amount such as $1,250.50.").first()).toBeVisible();
  await expect(page.getByLabel("Spend limit")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Spend limit")).toHaveValue("a lot");
  await expect(page.getByLabel("Memo")).toHaveValue(name);
  await page.getByLabel("Spend limit").fill("12");
  await page.getByRole("button", { name: "Issue card" }).click();
  await expect(page.getByLabel("Cardholder")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Spend limit")).toHaveValue(/12/);
  await expect(page.getByLabel("Memo")).toHaveValue(name);
  const found = await (await page.request.get(`/api/cards?search=${encodeURIComponent(name)}`)).json();
  expect(found.total).toBe(0);
});

test("fifty requests at once with one key issue one card, and the API answers as documented", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  const { rows: people } = await (await page.request.get("/api/users")).json();
  const holder = people.find((person: { name: string }) => person.name === "Clara Cardholder");
  const data = {
    userId: holder.id,
    cardType: "debit",
    form: "virtual",
    memo: memo(),
    spendLimit: 12_345,
    spendLimitDuration: "monthly",
  };
  const headers = { "Idempotency-Key": randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => page.request.post("/api/cards", { data, headers })),
  );
  const statuses = answers.map((answer) => answer.status()).sort();
  expect(statuses).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
  const cards = await Promise.all(answers.map((answer) => answer.json()));
  expect(new Set(cards.map((card) => card.id)).size).toBe(1);
  expect(cards[0]).toMatchObject({
    memo: data.memo,
    status: expect.stringMatching(/^(pending|active)$/),
    cardType: "debit",
    form: "virtual",
    holder: { id: holder.id, name: "Clara Cardholder" },
    spendLimit: 12_345,
  });
  const other = await page.request.post("/api/cards", { data: { ...data, memo: "Something else" }, headers });
  expect(other.status()).toBe(409);
  expect(await other.json()).toMatchObject({ code: "KEY_REUSED" });
});

test("a form that was open while somebody else changed the card says so", async ({
  portal,
  page,
  browser,
}) => {
  await portal.signIn("owner");
  const id = await portal.issueCard({ holder: "Clara", memo: memo() });
  await portal.expectState("Active");
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Mine");
  const elsewhere = await browser.newContext();
  const signedIn = await page.context().storageState();
  await elsewhere.addCookies(signedIn.cookies);
  const frozen = await elsewhere.request.put(`${new URL(page.url()).origin}/api/cards/${id}/freeze`, {
    data: { reason: "Theirs" },
  });
  // 202 when the worker has taken it on, so that the issuer confirms it a moment later.
  expect([200, 202]).toContain(frozen.status());
  await page.getByRole("dialog").getByRole("button", { name: "Freeze" }).click();
  await expect(
    page
      .getByRole("dialog")
      .getByText(/Someone else changed this in the meantime/)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("dialog").getByLabel("Reason")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Reload" }).click();
  await portal.expectState("Frozen");
  await elsewhere.close();
});
