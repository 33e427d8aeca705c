import type { Page } from "@playwright/test";
import { expect, test } from "../portal.ts";

async function chooseStates(page: Page, ...names: string[]) {
  await page.getByRole("button", { name: /^State/ }).click();
  for (const name of names)
    await page.getByRole("dialog", { name: "State" }).getByLabel(name, { exact: true }).check();
  await page.keyboard.press("Escape");
}

const addressOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

test("filters compose, stand in the address, and back and forward follow them", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/cards");
  await chooseStates(page, "Active");
  await expect(page).toHaveURL("/cards?status=active");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const more = page.getByRole("dialog", { name: "More filters" });
  await more.getByLabel("Limit from").fill("a lot");
  await more.getByRole("button", { name: "Apply" }).click();
  await expect(more.getByText("Enter an amount such as $1,250.50.")).toBeVisible();
  await more.getByLabel("Limit from").fill("1.50");
  await more.getByLabel("Created from").fill("2020-01-31");
  await more.getByLabel("Holder").fill("clar");
  await page.getByRole("option", { name: /Clara Cardholder/ }).click();
  await portal.expectAccessible();
  await more.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("Held by Clara Cardholder")).toBeVisible();
  const { holder, ...others } = addressOf(page.url());
  expect(holder).toMatch(/^\d+$/);
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(others).toEqual({ status: "active", limitFrom: "150", createdFrom: "2020-01-31", zone });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(more.getByLabel("Holder")).toHaveValue("Clara Cardholder");
  await more.getByRole("button", { name: "Clear" }).click();
  await more.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("Held by Clara Cardholder")).toHaveCount(0);
  await expect(page.getByText("Limit from $1.50")).toBeVisible();
  expect(addressOf(page.url())).toEqual(others);
  const { rows } = await (
    await page.request.get(`/api${new URL(page.url()).pathname}${new URL(page.url()).search}`)
  ).json();
  for (const card of rows) expect(card).toMatchObject({ status: "active", spendLimit: expect.any(Number) });
  await portal.expectAccessible();

  await page.goBack();
  await expect(page.getByText("Held by Clara Cardholder")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL("/cards?status=active");
  await expect(page.getByText("Limit from $1.50")).toHaveCount(0);
  await page.goForward();
  await expect(page.getByText("Held by Clara Cardholder")).toBeVisible();
  await page.goForward();
  await expect(page.getByText("Held by Clara Cardholder")).toHaveCount(0);
  await page.getByRole("link", { name: /Limit from \$1.50/ }).click();
  await expect(page).not.toHaveURL(/limitFrom/);
  expect(addressOf(page.url())).toEqual({ status: "active", createdFrom: "2020-01-31", zone });
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page).toHaveURL("/cards");
});

test("columns are chosen and ordered by keyboard, and a view keeps them", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/cards?status=active");
  await page.getByRole("button", { name: "Columns", exact: true }).press("Enter");
  const columns = page.getByRole("dialog", { name: "Columns" });
  await columns.getByLabel("Last used", { exact: true }).press("Space");
  await expect(page.getByRole("columnheader", { name: "Last used" })).toBeVisible();
  await columns.getByRole("button", { name: "Move Holder down" }).press("Enter");
  await expect(page).toHaveURL(/columns=memo%2Cstatus%2Cholder%2CcardType%2Climit%2Ccreated%2ClastUsed/);
  await portal.expectAccessible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Columns", exact: true })).toBeFocused();

  const kept = page.url();
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("dialog").getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  const name = `Active ${Date.now()}`;
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  await page.getByRole("link", { name: "All cards" }).click();
  await expect(page).toHaveURL("/cards");
  await page.getByRole("link", { name }).click();
  await expect(page).toHaveURL(kept);
  await portal.expectAccessible();
  await page.getByRole("button", { name: `Delete the view ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete view" }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

for (const width of [1440, 390])
  test(`rows are selected by keyboard and by checkbox, ${width} wide`, async ({ portal, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await portal.signIn("owner");
    await page.goto("/cards?pageSize=3");
    const boxes = page.locator("[data-row]").getByRole("checkbox");
    await expect(boxes).toHaveCount(3);
    await page.keyboard.press("j");
    await expect(page.locator("[data-row]").first().getByRole("link")).toBeFocused();
    await page.keyboard.press("x");
    await expect(boxes.nth(0)).toBeChecked();
    await boxes.nth(2).click({ modifiers: ["Shift"] });
    await expect(page.getByText("3 selected")).toBeVisible();
    await portal.expectAccessible();
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/after=/);
    await expect(page.getByText("3 selected")).toBeVisible();
    await page.getByLabel("Select all rows of this page").click();
    await expect(page.getByText("6 selected")).toBeVisible();
    await page.getByRole("button", { name: /^Select all .* cards$/ }).click();
    await expect(page.getByText(/^All .* cards selected$/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(boxes.nth(0)).not.toBeChecked();
    await boxes.nth(0).click();
    await page.goto("/cards?pageSize=3&status=active");
    await expect(page.getByText("1 selected")).toHaveCount(0);
  });

test("nobody selects who can do nothing with many, and a nonsense address says what is not used", async ({
  portal,
  page,
}) => {
  await portal.signIn("analyst");
  await page.goto(
    "/cards?limitFrom=abc&createdFrom=2026-02-31&columns=%3Cb%3E,constructor&product=-1&sort=nothing&after=x&status=gone",
  );
  await expect(page.locator("[data-row]").first()).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("columnheader", { name: "Holder" })).toBeVisible();
  for (const name of ["limitFrom=abc", "createdFrom=2026-02-31", "product=-1", "sort=nothing", "status=gone"])
    await expect(page.getByText(`${name} is not used.`)).toBeVisible();
  await portal.expectAccessible();
  await page.goto("/cards?createdFrom=2025-02-02&createdTo=2025-02-01");
  await expect(page.getByText("No matching cards")).toBeVisible();
});

test("all cards of a list are those that it had, and its last page never strands anybody", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  const word = `Strand${Date.now()}`;
  const { rows } = await (await page.request.get("/api/users?search=clara")).json();
  const issue = (memo: string) =>
    page.request.post("/api/cards", {
      data: { userId: rows[0].id, cardType: "debit", form: "virtual", memo },
    });
  const listed = async () =>
    (await (await page.request.get(`/api/cards?search=${word}&status=active`)).json()).total;
  for (const n of [1, 2, 3, 4, 5]) expect((await issue(`${word} ${n}`)).status()).toBe(201);
  await expect.poll(listed).toBe(5);

  await page.goto(`/cards?search=${word}&status=active&pageSize=3`);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByText("4–5 of 5 cards")).toBeVisible();
  await page.getByLabel("Select all rows of this page").click();
  await page.getByRole("button", { name: "Select all 5 cards" }).click();
  await expect(page.getByText("All 5 cards selected")).toBeVisible();
  expect((await issue(`${word} later`)).status()).toBe(201);
  await expect.poll(listed).toBe(6);
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  const asking = page.getByRole("dialog");
  await expect(asking.getByRole("heading", { name: "Freeze 5 cards?" })).toBeVisible();
  await expect(asking.getByText("5 cards can be frozen.")).toBeVisible();
  await asking.getByLabel("Reason").fill("Stock-taking");
  await asking.getByRole("button", { name: "Freeze" }).click();
  await expect.poll(listed).toBe(1);
  await page.reload();
  await expect(page.locator("[data-row]")).toHaveCount(1);
  await expect(page.locator("[data-row]")).toContainText(`${word} later`);
});

test("the way back from a card keeps the filter one came from, and a typed form asks first (H31)", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  await page.goto("/cards?status=active&sort=memo");
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/cards\/\d+$/);
  await expect(page).toHaveTitle(/•• \d{4} · Alder Cards/);
  await page.getByRole("main").getByRole("link", { name: "Cards", exact: true }).click();
  await expect(page).toHaveURL("/cards?status=active&sort=memo");

  await page.goto("/cards/new");
  await page.getByLabel("Memo").fill("Half a card");
  const questions: string[] = [];
  page.on("dialog", async (dialog) => {
    questions.push(dialog.message());
    await (questions.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  const people = page.getByRole("navigation").getByRole("link", { name: "People" });
  await people.click();
  await expect(page.getByLabel("Memo")).toHaveValue("Half a card");
  await people.click();
  await expect(page).toHaveURL("/users");
  expect(questions).toEqual(Array(2).fill("Leave this page? What you typed is not saved."));
});

test("no filter moves the table or its columns, and several states can be chosen (H30)", async ({
  portal,
  page,
}) => {
  await portal.signIn("owner");
  await page.goto("/cards");
  const head = page.getByRole("row").first();
  const places = () =>
    head.getByRole("columnheader").evaluateAll((cells) =>
      cells.map((cell) => {
        const { x, y, width } = cell.getBoundingClientRect();
        return [x, y, width];
      }),
    );
  const before = await places();
  await chooseStates(page, "Active", "Frozen");
  await expect(page).toHaveURL("/cards?status=active%2Cfrozen");
  await expect(page.getByRole("button", { name: "State Active, Frozen" })).toBeVisible();
  expect(await places()).toEqual(before);
  await page.getByLabel("Type", { exact: true }).selectOption("debit");
  await page.getByRole("searchbox").fill("travel");
  await expect(page).toHaveURL(/type=debit/);
  await expect(page).toHaveURL(/search=travel/);
  expect(await places()).toEqual(before);
  await page.goto("/cards?status=active,frozen&type=debit&form=virtual&createdFrom=2020-01-01");
  expect(await places()).toEqual(before);
  await page.getByRole("button", { name: "Any state" }).click();
  await expect(page).not.toHaveURL(/status/);
});

test("a filter that leaves all rows shifts nothing (H30)", async ({ portal, page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Object.assign(window, { shift: Reflect.get(window, "shift") + Reflect.get(entry, "value") });
    }).observe({ type: "layout-shift", buffered: true });
  });
  await portal.signIn("owner");
  // The oldest cards: those that other tests issue meanwhile are not among them.
  await page.goto("/cards?sort=created&pageSize=5");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const more = page.getByRole("dialog", { name: "More filters" });
  await more.getByLabel("Created from").fill("2020-01-31");
  await page.evaluate(() => Object.assign(window, { shift: 0 }));
  await more.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("link", { name: /Created from/ })).toBeVisible();
  await page.getByRole("link", { name: /Created from/ }).click();
  await expect(page).not.toHaveURL(/createdFrom/);
  expect(await page.evaluate(() => Reflect.get(window, "shift"))).toBeLessThanOrEqual(0.02);
});

test("a row opens where it is pressed, but not while its text is being selected (H30)", async ({
  portal,
  page,
  context,
}) => {
  await portal.signIn("owner");
  await page.goto("/cards?status=active");
  const holder = page
    .locator("[data-row]")
    .first()
    .getByRole("cell", { name: /Cardholder|Admin|Owner/ });
  const opening = context.waitForEvent("page");
  await holder.click({ modifiers: ["ControlOrMeta"] });
  await expect(await opening).toHaveURL(/\/cards\/\d+$/);
  await page.bringToFront();
  await expect(page).toHaveURL("/cards?status=active");
  const { x, y, height } = (await holder.boundingBox()) ?? { x: 0, y: 0, height: 0 };
  await page.mouse.move(x + 14, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + height / 2);
  await page.mouse.up();
  expect(await page.evaluate(() => getSelection()?.toString().trim())).not.toBe("");
  await expect(page).toHaveURL("/cards?status=active");
  await page.locator("[data-row]").first().getByText("Active").click();
  await expect(page).toHaveURL(/\/cards\/\d+$/);
});

test("a list of one page has no links to pages (H30)", async ({ portal, page }) => {
  await portal.signIn("owner");
  await page.goto("/users");
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("people");
  await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link")).toHaveCount(0);
});

test("a press on the head of a column sorts by it, and a second press turns it, by keyboard too", async ({
  portal,
  page,
}) => {
  // Type stands beside the usual columns in a wide window only.
  await page.setViewportSize({ width: 1440, height: 900 });
  await portal.signIn("owner");
  const word = `Sorted${Date.now()}`;
  const { rows: people } = await (await page.request.get("/api/users?status=active")).json();
  const holders = people.filter(({ role }: { role: string }) => role !== "analyst").slice(0, 3);
  for (const [n, { id: userId }] of holders.entries()) {
    const limit = n === 0 ? {} : { spendLimit: 900 * n, spendLimitDuration: "monthly" };
    const data = { userId, cardType: "debit", form: "virtual", memo: `${word} ${n}`, ...limit };
    expect((await page.request.post("/api/cards", { data })).status()).toBe(201);
  }
  const list = async (query: string) => (await page.request.get(`/api/cards?search=${word}${query}`)).json();
  await expect.poll(async () => (await list("&status=active")).total).toBe(holders.length);

  const head = (name: string) => page.getByRole("columnheader", { name, exact: true });
  const shown = () =>
    page
      .locator("[data-row]")
      .evaluateAll((rows) => rows.map((row) => row.querySelector("a")?.getAttribute("href")));
  const press = async (name: string, sort: string, key?: "Enter") => {
    const link = head(name).getByRole("link");
    await (key ? link.press(key) : link.click());
    await expect(page).toHaveURL(`/cards?search=${word}&sort=${sort}`);
    await expect(head(name)).toHaveAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
    await expect(page.locator("[aria-sort]")).toHaveCount(1);
    const { rows } = await list(`&sort=${sort}`);
    expect(await shown()).toEqual(rows.map(({ id }: { id: number }) => `/cards/${id}`));
    return rows.map(({ memo }: { memo: string }) => memo.slice(-1)).join("");
  };
  await page.goto(`/cards?search=${word}`);
  await expect(page.locator("[data-row]")).toHaveCount(holders.length);
  const byName = await press("Holder", "holder");
  expect(await press("Holder", "-holder", "Enter")).toBe([...byName].reverse().join(""));
  expect(await press("State", "state", "Enter")).toBe("012");
  expect(await press("State", "-state")).toBe("210");
  expect(await press("Type", "type")).toBe("012");
  expect(await press("Type", "-type", "Enter")).toBe("210");
  expect(await press("Spend limit", "-limit", "Enter")).toBe("210");
  expect(await press("Spend limit", "limit")).toBe("120");
  await portal.expectAccessible();
});
