import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { csvRecords, csvText } from "@/lib/csv/read-csv.ts";
import { withoutFormula } from "@/lib/csv/write-csv.ts";
import { connection } from "@/lib/db/client.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { formatMoney, toDecimal } from "@/lib/money.ts";
import {
  rawTestDatabase,
  type TestBusiness,
  testBusiness,
  testOperator,
} from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import { addBulkRows } from "@/prisma/seed/bulk-rows.ts";
import { cardFormLabels, cardStateLabel, cardTypeLabels, limitWindowLabels } from "../card.ts";
import type { CardRow } from "../card-row.ts";
import { type CardColumn, cardColumns } from "./card-columns.ts";
import { cardListRules } from "./card-list.ts";
import { cardsAsCsv } from "./cards-as-csv.ts";
import { exportCards } from "./export-cards.ts";
import { listCards } from "./list-cards.ts";

type Url = Record<string, string>;
const origin = { ip: null, userAgent: null, requestId: "test" };
const everyColumn = Object.keys(cardColumns) as CardColumn[];

async function exported(actor: Actor, url: Url, columns = everyColumn): Promise<string[][]> {
  let text = "";
  for await (const piece of cardsAsCsv(actor, parseListQuery(cardListRules, url), columns)) text += piece;
  return [...csvRecords(csvText(new TextEncoder().encode(text)), 64)].map(({ cells }) => [...cells]);
}

async function listed(actor: Actor, url: Url): Promise<CardRow[]> {
  const rows: CardRow[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCards>> = await listCards(
      actor,
      parseListQuery(cardListRules, { ...url, pageSize: "100", ...(after !== null && { after }) }),
    );
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

const asCells = (card: CardRow) =>
  [
    card.memo,
    card.lastFour && `•• ${card.lastFour}`,
    card.holder.name,
    cardStateLabel(card),
    cardTypeLabels[card.cardType],
    cardFormLabels[card.form],
    card.spendingProfile?.name,
    card.cardProduct?.name,
    card.spendLimit === null ? null : toDecimal(BigInt(card.spendLimit), "USD"),
    card.spendLimit === null ? null : "USD",
    card.spendLimitDuration && limitWindowLabels[card.spendLimitDuration],
    card.lastUsedAt,
    card.createdAt,
  ].map((cell) => withoutFormula(cell ?? ""));

const label = command({
  name: "card.change-memo",
  input: z.strictObject({ cardId: z.int(), memo: z.string(), limit: z.bigint() }),
  async run({ db, input: { cardId, memo, limit } }) {
    await db.update("Card", await db.findForUpdate("Card", cardId), {
      memo,
      spendLimit: limit,
      spendLimitDuration: "monthly",
    });
    return {};
  },
});

describe("an export", () => {
  let business: TestBusiness;
  beforeAll(async () => {
    business = await testBusiness();
  });

  it("holds no formula, and amounts as decimals", async () => {
    await label(business.owner, { cardId: business.cardId, memo: '=HYPERLINK("http://x")', limit: 125_050n });
    expect(formatMoney(125_050n, "USD")).toBe("$1,250.50");
    const lines = await exported(business.owner, {}, ["memo", "limit"]);
    expect(lines).toEqual([
      ["Card", "Last four", "Spend limit", "Currency", "Limit window"],
      [`'=HYPERLINK("http://x")`, "•• 4242", "1250.50", "USD", "per month"],
    ]);
  });

  it("names nobody to an analyst, and is another business's own", async () => {
    expect(await exported(business.analyst, {}, ["holder"])).toEqual([
      ["Holder"],
      [expect.stringMatching(/^U\. O\. B\.$/)],
    ]);
    const stranger = await testBusiness();
    expect(await exported(stranger.owner, { holder: String(business.user.userId) }, ["memo"])).toEqual([
      ["Card", "Last four"],
    ]);
  });

  it("shows what the page shows: last four, form, and days of the reader's zone (D15)", async () => {
    const { rows } = await listCards(business.owner, parseListQuery(cardListRules, {}));
    const [{ createdAt = "" } = {}] = rows;
    expect(
      await exported(business.owner, { zone: "Asia/Kathmandu" }, ["memo", "cardType", "created"]),
    ).toEqual([
      ["Card", "Last four", "Type", "Created"],
      [expect.any(String), "•• 4242", "Debit, virtual", expect.stringMatching(/\+05:45$/)],
    ]);
    const [, [, created = ""] = []] = await exported(business.owner, { zone: "Asia/Kathmandu" }, [
      "lastFour",
      "created",
    ]);
    expect(Date.parse(created)).toBe(Date.parse(createdAt));
    expect(await exported(business.owner, {}, ["cardType", "form"])).toEqual([
      ["Type", "Form"],
      ["Debit", "Virtual"],
    ]);
  });

  it("is refused to an operator", async () => {
    const operator = await testOperator();
    await expectRefused(() => exported(operator, {}), { code: "FORBIDDEN" });
    await expectRefused(() => exportCards(operator, { list: "?", columns: ["memo"] }), { code: "FORBIDDEN" });
  });

  it("is written into the audit log once, with what was asked", async () => {
    await exportCards(business.user, { list: "?status=frozen", columns: ["memo", "holder"] });
    const entries = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({ where: { action: "card.export" } }),
    );
    expect(entries).toHaveLength(1);
    expect(JSON.parse(String(entries[0]?.changes))).toEqual({
      list: [null, "?status=frozen"],
      columns: [null, "memo,holder"],
    });
  });
});

describe("the export of a list", () => {
  let people: Record<string, Actor[]>;
  let choices: { holder: string[]; profile: string[] };

  beforeAll(async () => {
    const { accountIds } = await addBulkRows(connection().url, {
      cards: 1_500,
      transactions: 0,
      accounts: 1,
      seed: 11,
    });
    const [accountId = 0] = accountIds;
    const raw = await rawTestDatabase();
    const users = await raw.rows("SELECT id, email, role FROM users WHERE account_id = ? ORDER BY id", [
      accountId,
    ]);
    const profiles = await raw.rows("SELECT id FROM spending_profiles WHERE account_id = ? ORDER BY id", [
      accountId,
    ]);
    await raw.close();
    const of = (role: string) =>
      users
        .filter((user) => user[2] === role)
        .slice(0, 3)
        .map(([id, email]) => userActor({ id: Number(id), accountId, email: String(email), role }, origin));
    people = { owner: of("owner"), user: of("user"), analyst: of("analyst") };
    choices = {
      holder: users.slice(0, 5).map(([id]) => String(id)),
      profile: profiles.slice(0, 5).map(([id]) => String(id)),
    };
  });

  it("is what its pages show, to everybody who may see them, whatever is asked", async () => {
    const maybe = (values: readonly string[]) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...values));
    const asked = fc.record({
      role: fc.constantFrom("owner", "user", "analyst"),
      status: maybe(words.Card.status),
      type: maybe(words.Card.cardType),
      form: maybe(words.Card.form),
      sort: maybe([
        ...Object.keys(cardListRules.sorts),
        ...Object.keys(cardListRules.sorts).map((by) => `-${by}`),
      ]),
      search: maybe(["travel", "4", "e", "ada", "t f", "zz"]),
      limitFrom: maybe(["100", "50000"]),
      createdTo: maybe(["2026-01-01", "2025-06-01"]),
      notUsedSince: maybe(["2026-06-01"]),
      holder: maybe(choices.holder),
      profile: maybe(choices.profile),
    });
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ({ role, ...query }) => {
        const url = Object.fromEntries(
          Object.entries(query).filter(([, value]) => value !== undefined),
        ) as Url;
        const [actor] = people[role] ?? [];
        if (!actor) return;
        const expected = await listed(actor, url);
        const [head, ...lines] = await exported(actor, url);
        expect(head).toEqual([
          ...Object.values(cardColumns).slice(0, 9),
          "Currency",
          "Limit window",
          ...Object.values(cardColumns).slice(9),
        ]);
        expect(lines).toEqual(expected.map(asCells));
        rows += lines.length;
      }),
      { numRuns: 60 },
    );
    expect(rows).toBeGreaterThan(1_000);
  });

  it("finds a common word by walking what it walks only once", async () => {
    const { accountIds } = await addBulkRows(connection().url, {
      cards: 24_000,
      transactions: 0,
      accounts: 1,
      seed: 7,
    });
    const owner = userActor({ id: 1, accountId: accountIds[0] ?? 0, email: "", role: "owner" }, origin);
    for (const sort of ["-created", "memo"]) {
      const expected = await listed(owner, { search: "e", sort, status: "frozen" });
      const [, ...lines] = await exported(owner, { search: "e", sort, status: "frozen" });
      expect(lines).toEqual(expected.map(asCells));
    }
  });
});
