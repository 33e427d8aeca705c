import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { csvRecords, csvText } from "@/lib/csv/read-csv.ts";
import { connection } from "@/lib/db/client.ts";
import { sortText } from "@/lib/db/search/fold.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { toDecimal } from "@/lib/money.ts";
import { rawTestDatabase } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { addBulkRows } from "@/prisma/seed/bulk-rows.ts";
import { readTransaction } from "../queries.ts";
import { transactionStateLabel } from "../transaction.ts";
import type { TransactionRow } from "../transaction-row.ts";
import { listTransactions } from "./list-transactions.ts";
import { type TransactionColumn, transactionColumns } from "./transaction-columns.ts";
import { transactionListRules } from "./transaction-list.ts";
import { transactionsAsCsv } from "./transactions-as-csv.ts";

type Url = Record<string, string>;
const query = (url: Url) => parseListQuery(transactionListRules, url);
const origin = { ip: null, userAgent: null, requestId: "test" };

let owner: Actor;
let user: Actor;
let analyst: Actor;
let all: TransactionRow[];

beforeAll(async () => {
  const sizes = { cards: 400, transactions: 3_000, accounts: 1, seed: 7 };
  const [accountId = 0] = (await addBulkRows(connection().url, sizes)).accountIds;
  const raw = await rawTestDatabase();
  const people = await raw.rows("SELECT id, email, role FROM users WHERE account_id = ?", [accountId]);
  const [[holder] = []] = await raw.rows(
    "SELECT user_id FROM transactions WHERE account_id = ? GROUP BY user_id ORDER BY COUNT(*) DESC LIMIT 1",
    [accountId],
  );
  await raw.close();
  const [[ownerId, email] = []] = people.filter(([, , role]) => role === "owner");
  owner = userActor({ accountId, id: Number(ownerId), email: String(email), role: "owner" }, origin);
  user = { ...owner, role: "user", userId: Number(holder) };
  analyst = { ...owner, role: "analyst" };
  all = await listed(owner, {});
});

async function listed(actor: Actor, url: Url): Promise<TransactionRow[]> {
  const rows: TransactionRow[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listTransactions>> = await listTransactions(
      actor,
      query({ ...url, pageSize: "100", ...(after !== null && { after }) }),
    );
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

async function exported(actor: Actor, url: Url, columns = Object.keys(transactionColumns)) {
  let text = "";
  for await (const piece of transactionsAsCsv(actor, query(url), columns as TransactionColumn[]))
    text += piece;
  return [...csvRecords(csvText(new TextEncoder().encode(text)), 64)].map(({ cells }) => [...cells]);
}

const newestFirst = (a: TransactionRow, b: TransactionRow) =>
  b.createdAt.localeCompare(a.createdAt) || (a.id < b.id ? 1 : -1);
const beginsWord = (text: string, word: string) =>
  ` ${sortText(text, 200)}`.includes(` ${sortText(word, 50)}`);

describe("the list of transactions", () => {
  it("has each transaction once, the newest first, and back from the end", async () => {
    expect(all).toHaveLength(3_000);
    expect(all).toEqual(all.toSorted(newestFirst));
    const last = await listTransactions(owner, query({ end: "last", pageSize: "10" }));
    expect(last.rows).toEqual(all.slice(-10));
    const before = await listTransactions(owner, query({ before: last.previous ?? "", pageSize: "10" }));
    expect(before.rows).toEqual(all.slice(-20, -10));
    expect(before.total).toBe(3_000);
  });

  const filters: [Url, (row: TransactionRow) => boolean][] = [
    [{ result: "declined" }, ({ result }) => result === "declined"],
    [{ result: "approved" }, ({ result }) => result === "approved"],
    [{ status: "pending,voided" }, ({ status }) => status === "pending" || status === "voided"],
    [{ result: "approved", status: "declined" }, () => false],
    [{ reason: "INSUFFICIENT_FUNDS" }, ({ decline }) => decline?.code === "INSUFFICIENT_FUNDS"],
    [{ category: "7011" }, ({ merchant }) => merchant.mcc === "7011"],
    [{ receipt: "missing" }, ({ receipt }) => receipt === "missing"],
    [
      { amountFrom: "5000", amountTo: "20000" },
      ({ requestedAmount }) => requestedAmount >= 5_000 && requestedAmount <= 20_000,
    ],
    [
      { createdFrom: "2025-03-01", createdTo: "2025-03-31" },
      ({ createdAt }) => createdAt.startsWith("2025-03"),
    ],
    [{ search: "hotel" }, ({ merchant }) => beginsWord(merchant.name, "hotel")],
    [
      { search: "hôtel", result: "declined" },
      ({ merchant, result }) => beginsWord(merchant.name, "hotel") && result === "declined",
    ],
  ];

  it.each(filters)("of %j has those alone", async (url, fits) => {
    const expected = all.filter(fits);
    expect(await listed(owner, url)).toEqual(expected);
    expect((await listTransactions(owner, query(url))).total).toBe(expected.length);
  });

  it("of one card, holder or profile has theirs", async () => {
    const [row] = all.filter(({ spendingProfile }) => spendingProfile);
    if (!row) throw new Error("No transaction has a profile");
    const { card, holder, spendingProfile } = row;
    expect(await listed(owner, { card: `${card.id}` })).toEqual(all.filter((one) => one.card.id === card.id));
    expect(await listed(owner, { holder: `${holder.id}` })).toEqual(
      all.filter((one) => one.holder.id === holder.id),
    );
    expect(await listed(owner, { profile: `${spendingProfile?.id}` })).toEqual(
      all.filter((one) => one.spendingProfile?.id === spendingProfile?.id),
    );
  });

  it("is found by words of the merchant, the card and the holder together", async () => {
    const [row] = all.filter(({ card }) => card.memo);
    if (!row) throw new Error("No card has a memo");
    const [word = ""] = row.merchant.name.split(" ");
    const [memo = ""] = row.card.memo?.split(" ") ?? [];
    const [given = ""] = row.holder.name.split(" ");
    const found = await listed(owner, { search: `${given} ${word} ${memo}` });
    expect(found.map(({ id }) => id)).toContain(row.id);
    const has = ({ merchant, card, holder }: TransactionRow, one: string) =>
      [merchant.name, card.memo ?? "", holder.name].some((text) => beginsWord(text, one));
    for (const one of found) expect([word, memo, given].every((each) => has(one, each))).toBe(true);
  });

  it.each(["amount", "-amount"])("by %s is in that order through all pages", async (sort) => {
    const rows = await listed(owner, { sort });
    expect(rows).toHaveLength(3_000);
    const sign = sort === "amount" ? 1 : -1;
    expect(rows).toEqual(
      all.toSorted((a, b) => sign * (a.requestedAmount - b.requestedAmount || (a.id < b.id ? -1 : 1))),
    );
  });
});

describe("who sees what", () => {
  it("a cardholder sees their own, and no other is there", async () => {
    const own = all.filter(({ holder }) => holder.id === user.userId);
    expect(own.length).toBeGreaterThan(0);
    expect((await listed(user, {})).map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    const other = all.find(({ holder }) => holder.id !== user.userId);
    await expectRefused(() => readTransaction(user, other?.id ?? ""), { code: "NOT_FOUND" });
    const mine = own[0]?.id ?? "";
    expect((await readTransaction(user, mine)).id).toBe(mine);
  });

  it("an analyst sees initials, and finds nobody by name", async () => {
    const rows = await listed(analyst, { status: "declined" });
    expect(rows.every(({ holder }) => /^(\S\.\s?)+$/.test(holder.name))).toBe(true);
    const [given = ""] = all[0]?.holder.name.split(" ") ?? [];
    const found = await listed(analyst, { search: given });
    expect(found.every(({ merchant, card }) => beginsWord(`${merchant.name} ${card.memo}`, given))).toBe(
      true,
    );
  });

  it("an operator sees none", async () => {
    await expectRefused(() => listTransactions({ ...owner, role: "operator" }, query({})), {
      code: "FORBIDDEN",
    });
  });
});

describe("the export", () => {
  it.each([{}, { result: "declined" }, { search: "shell" }, { sort: "amount", status: "settled" }])(
    "of %j is what the list shows",
    async (url: Url) => {
      const [head, ...lines] = await exported(owner, url);
      expect(head?.slice(0, 3)).toEqual(["Merchant", "Category", "Category code"]);
      const rows = await listed(owner, url);
      expect(lines.map((cells) => [cells[0], cells[2], cells[7], cells[9], cells[11], cells.at(-1)])).toEqual(
        rows.map((row) => [
          row.merchant.name,
          row.merchant.mcc,
          row.spendingProfile?.name ?? "",
          row.decline?.title ?? "",
          row.currency,
          row.createdAt,
        ]),
      );
      expect(lines.map((cells) => [cells[8], cells[10]])).toEqual(
        rows.map((row) => [transactionStateLabel(row), toDecimal(BigInt(row.requestedAmount), row.currency)]),
      );
    },
  );

  it("holds no name for an analyst", async () => {
    const lines = await exported(analyst, { status: "pending" }, ["holder"]);
    expect(lines.slice(1).every(([name]) => /^(\S\.\s?)+$/.test(name ?? ""))).toBe(true);
  });
});
