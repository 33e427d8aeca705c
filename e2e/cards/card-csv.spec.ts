import { readFileSync } from "node:fs";
import { expect, test } from "../portal.ts";

const head = "Holder email,Card type,Form,Memo,Spend limit,Limit window,Ship to";
const template = "Holder email,Card type,Form,Memo,Spend limit,Limit window,Spending profile,Ship to";
const good = (memo: string) => `user@demo.example,Debit,Virtual,${memo},500.00,per month,`;

test("issues the good rows of a file, offers the bad ones, and shows each result (E16)", async ({
  portal,
}) => {
  test.slow();
  const { page } = portal;
  const name = `Csv${Date.now()}`;
  const rows = Array.from({ length: 200 }, (_, at) => good(`${name} ${at}`));
  rows[10] = "nobody@demo.example,Debit,Virtual,Unknown,,,";
  rows[20] = "user@demo.example,Debit,Virtual,Exponent,1e9,per month,";
  rows[30] = "user@demo.example,Credit,Virtual,Kind,,,";
  await portal.signIn("owner");
  await page.goto("/cards/issue-by-csv");
  await portal.expectAccessible();

  const input = page.getByLabel("CSV file of cards");
  await input.focus();
  await expect(input).toBeFocused();
  await input.setInputFiles({
    name: "cards.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([head, ...rows].join("\r\n")),
  });
  await expect(page.getByText("cards.csv: 3 rows cannot be issued.")).toBeVisible();
  const rowOf = (memo: string) => page.getByRole("row").filter({ hasText: memo });
  await expect(rowOf("Unknown").getByText("No one in your business has this email address.")).toBeVisible();
  await expect(rowOf("Exponent").getByText(/Enter an amount such as/)).toBeVisible();
  await expect(rowOf("Kind").getByText("Enter one of these: Debit, Reloadable.")).toBeVisible();
  await portal.expectAccessible();

  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the 3 bad rows" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("cards-bad-rows.csv");
  expect(readFileSync(await saved.path(), "utf8")).toContain("Holder email: No one in your business");
  await page.setViewportSize({ width: 375, height: 800 });
  await expect(
    rowOf("Unknown").getByText("No one in your business has this email address."),
  ).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await portal.expectAccessible();
  await page.setViewportSize({ width: 1280, height: 800 });

  const answered = page.waitForResponse((answer) => answer.url().includes("/api/cards/issue-by-csv?"));
  await page.getByRole("button", { name: "Issue 197 cards" }).press("Enter");
  const { jobId } = (await (await answered).json()) as { jobId: number };
  const result = async () => (await page.request.get(`/api/bulk-jobs/${jobId}/result`)).text();
  await expect.poll(async () => (await result()).match(/,Done,/g)?.length, { timeout: 120_000 }).toBe(197);

  const exported = await (
    await page.request.post(`/api/cards/export?search=${name}&columns=memo,limit`, { data: {} })
  ).text();
  expect(exported.trim().split("\r\n")).toHaveLength(198);
  expect(exported).toMatch(new RegExp(`${name} 0,•• \\d{4},500.00,USD,per month`));

  await page.goto("/cards/issue-by-csv");
  await input.setInputFiles({
    name: "again.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([head, ...rows].join("\r\n")),
  });
  await expect(page.getByText("again.csv was already submitted.")).toBeVisible();
});

test("gives a template, and says in words what no such file is", async ({ portal }) => {
  const { page } = portal;
  await portal.signIn("admin");
  await page.goto("/cards/issue-by-csv");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Template" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain(template);
  const refused = [
    ["picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47]), "The file is not UTF-8."],
    ["large.csv", Buffer.alloc(2_500_000, "a"), "larger than 2 MB"],
    ["semicolons.csv", Buffer.from(head.replaceAll(",", ";")), "not separated by commas"],
  ] as const;
  for (const [name, buffer, words] of refused) {
    await page.getByLabel("CSV file of cards").setInputFiles({ name, mimeType: "text/csv", buffer });
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  }
});

test("exports what its pages show", async ({ portal }) => {
  const { page } = portal;
  await portal.signIn("owner");
  const { rows: people } = (await (await page.request.get("/api/users")).json()) as {
    rows: { id: number; name: string }[];
  };
  const holder = people.find(({ name }) => name === "Clara Cardholder");
  const word = `Shown${Date.now()}`;
  for (const [n, spendLimit] of [500, 2_500, 1_000, 1_500, 9_900, 2_000].entries()) {
    const data = {
      userId: holder?.id,
      cardType: "debit",
      form: "virtual",
      memo: `${word} ${9 - n}`,
      spendLimit,
      spendLimitDuration: "monthly",
    };
    expect((await page.request.post("/api/cards", { data })).status()).toBe(201);
  }
  const shown: string[] = [];
  const filter = { search: word, form: "virtual", limitFrom: "1000", limitTo: "2500", sort: "memo" };
  let after: string | null = null;
  do {
    const asked = new URLSearchParams({ ...filter, pageSize: "3", ...(after !== null && { after }) });
    const answer = (await (await page.request.get(`/api/cards?${asked}`)).json()) as {
      rows: { memo: string }[];
      next: string | null;
    };
    shown.push(...answer.rows.map(({ memo }) => memo));
    after = answer.next;
  } while (after !== null);
  expect(shown).toEqual([4, 6, 7, 8].map((n) => `${word} ${n}`));
  // The issuer names the last four of each card, which it may be slow to do.
  await expect(async () => {
    const { rows } = await (await page.request.get(`/api/cards?search=${word}&status=active`)).json();
    expect(rows).toHaveLength(6);
  }).toPass();
  const answer = await page.request.post(
    `/api/cards/export?${new URLSearchParams({ ...filter, columns: "memo" })}`,
    { data: {} },
  );
  expect(answer.headers()["content-disposition"]).toContain("attachment");
  expect((await answer.text()).trim().split("\r\n")).toEqual([
    "Card,Last four",
    ...shown.map((memo) => expect.stringMatching(new RegExp(`^${memo},•• \\d{4}$`))),
  ]);
  await page.goto(`/cards?search=${word}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export 6 cards" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("cards.csv");
});
