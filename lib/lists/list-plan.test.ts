import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import type { CardRow } from "@/lib/cards/card-row.ts";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list.ts";
import { cardsByStatus } from "@/lib/cards/list/cards-by-status.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { connection } from "@/lib/db/client.ts";
import { sortText } from "@/lib/db/search/fold.ts";
import { rawTestDatabase } from "@/lib/testing/test-database.ts";
import { addBulkRows } from "@/prisma/seed/bulk-rows.ts";
import { parseListQuery } from "./list-query.ts";

// So many that the most common filters exceed what is gathered, and all rows exceed what is
// counted.
const many = 44_000;

interface Card {
  readonly id: number;
  readonly memo: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly status: string;
  readonly form: string;
  readonly type: string;
  readonly holder: number;
  readonly profile: number | null;
  readonly product: number | null;
  readonly limit: number | null;
  readonly window: string | null;
  readonly name: string;
}

let owner: Actor;
let all: Card[];

beforeAll(async () => {
  const { accountIds } = await addBulkRows(connection().url, {
    cards: many,
    transactions: 0,
    accounts: 1,
    seed: 11,
  });
  const raw = await rawTestDatabase();
  const [[id = 0, email = ""] = []] = await raw.rows(
    "SELECT id, email FROM users WHERE account_id = ? AND role = 'owner'",
    [...accountIds],
  );
  const columns =
    "id, memo, created_at, last_used_at, status, form, card_type, user_id, spending_profile_id, card_product_id, spend_limit, spend_limit_duration";
  const rows = await raw.rows(`SELECT ${columns} FROM cards WHERE account_id = ?`, [...accountIds]);
  const people = await raw.rows("SELECT id, name FROM users WHERE account_id = ?", [...accountIds]);
  const names = new Map(people.map(([userId, name]) => [Number(userId), sortText(String(name), 100)]));
  await raw.close();
  const number = (value: unknown) => (value === null ? null : Number(value));
  const time = (value: unknown) => String(value).replace(" ", "T").slice(0, 23);
  all = rows.map(
    ([cardId, memo, created, used, status, form, type, holder, profile, product, limit, window]) => ({
      id: Number(cardId),
      memo: sortText(String(memo), 50),
      createdAt: time(created),
      lastUsedAt: time(used),
      status: String(status),
      form: String(form),
      type: String(type),
      holder: Number(holder),
      profile: number(profile),
      product: number(product),
      limit: number(limit),
      window: window === null ? null : String(window),
      name: names.get(Number(holder)) ?? "",
    }),
  );
  const origin = { ip: null, userAgent: null, requestId: "test" };
  owner = userActor(
    { id: Number(id), accountId: accountIds[0] ?? 0, email: String(email), role: "owner" },
    origin,
  );
});

type Fits = (card: Card) => boolean;

// Each filter as the address says it, and by hand; common and rare ones.
function filters(): [Record<string, string>, Fits][] {
  const held = all[all.length - 5] as Card;
  const onProfile = all.find(({ profile }) => profile !== null) as Card;
  const ofProduct = all.find(({ product }) => product !== null) as Card;
  return [
    [{ status: "active" }, ({ status }) => status === "active"],
    [{ status: "pending" }, ({ status }) => status === "pending"],
    [{ holder: String(held.holder) }, ({ holder }) => holder === held.holder],
    [{ profile: String(onProfile.profile) }, ({ profile }) => profile === onProfile.profile],
    [{ product: String(ofProduct.product) }, ({ product }) => product === ofProduct.product],
    [{ form: "virtual" }, ({ form }) => form === "virtual"],
    [{ type: "reloadable" }, ({ type }) => type === "reloadable"],
    [{ limitFrom: "400000" }, ({ limit }) => limit !== null && limit >= 400_000],
    [
      { limitFrom: "5000", limitTo: "6000" },
      ({ limit }) => limit !== null && limit >= 5_000 && limit <= 6_000,
    ],
    [{ createdFrom: "2025-12-01" }, ({ createdAt }) => createdAt >= "2025-12-01"],
    [
      { createdFrom: "2024-02-01", createdTo: "2024-12-31" },
      ({ createdAt }) => createdAt >= "2024-02-01" && createdAt < "2025-01-01",
    ],
    [{ usedSince: "2025-11-01" }, ({ lastUsedAt }) => lastUsedAt >= "2025-11-01"],
    [{ notUsedSince: "2025-01-01" }, ({ lastUsedAt }) => lastUsedAt < "2025-01-01"],
  ];
}

const compare = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
const states = ["pending", "active", "frozen", "inactive", "other"];
const windows = ["transaction", "monthly", "annually", "forever"];
const byState = (a: Card, b: Card) => states.indexOf(a.status) - states.indexOf(b.status) || a.id - b.id;
const byType = (a: Card, b: Card) => compare(`${a.type}, ${a.form}`, `${b.type}, ${b.form}`) || a.id - b.id;
const byLimit = (a: Card, b: Card) =>
  Number(a.limit) - Number(b.limit) ||
  windows.indexOf(String(a.window)) - windows.indexOf(String(b.window)) ||
  a.id - b.id;
const withoutLast = (sort: typeof byLimit) => (a: Card, b: Card) =>
  Number(a.limit === null) - Number(b.limit === null) || sort(a, b);
const orders: Record<string, (a: Card, b: Card) => number> = {
  holder: (a, b) => compare(a.name, b.name) || a.id - b.id,
  state: byState,
  "-type": (a, b) => byType(b, a),
  limit: withoutLast(byLimit),
  "-limit": withoutLast((a, b) => byLimit(b, a)),
  "-created": (a, b) => compare(b.createdAt, a.createdAt) || b.id - a.id,
  memo: (a, b) => compare(a.memo, b.memo) || a.id - b.id,
  "-lastUsed": (a, b) => compare(b.lastUsedAt, a.lastUsedAt) || b.id - a.id,
  lastUsed: (a, b) => compare(a.lastUsedAt, b.lastUsedAt) || a.id - b.id,
};

const read = (url: Record<string, string>) =>
  listCards(owner, parseListQuery(cardListRules, url) as CardListQuery);
const ids = (rows: readonly CardRow[]) => rows.map(({ id }) => id);

describe("among many cards every filter, and every pair of filters, shows on each page what looking at each would", () => {
  it.each(Object.keys(orders))("sorted by %s", async (sort) => {
    const single = filters();
    const pairs = single.flatMap(([url, fits], at) =>
      single
        .slice(at + 1)
        .flatMap(([otherUrl, otherFits]): [Record<string, string>, Fits][] =>
          Object.keys(url).some((name) => name in otherUrl)
            ? []
            : [[{ ...url, ...otherUrl }, (card) => fits(card) && otherFits(card)]],
        ),
    );
    for (const [filter, fits] of [...single, ...pairs]) {
      const url = { ...filter, sort };
      const expected = all
        .filter(fits)
        .sort(orders[sort])
        .map(({ id }) => id);
      const named = JSON.stringify(url);
      const first = await read(url);
      expect(ids(first.rows), named).toEqual(expected.slice(0, 25));
      expect(ids((await read({ ...url, end: "last" })).rows), named).toEqual(expected.slice(-25));
      if (first.totalIsCapped) expect(first.total, named).toBeLessThanOrEqual(expected.length);
      else expect(first.total, named).toBe(expected.length);
      if (!first.next) continue;
      const second = await read({ ...url, after: first.next });
      expect(ids(second.rows), named).toEqual(expected.slice(25, 50));
      expect(ids((await read({ ...url, before: second.previous ?? "" })).rows), named).toEqual(
        expected.slice(0, 25),
      );
    }
  });

  it("counts the few cards of a cardholder to the last one", async () => {
    const held = all.filter(({ holder }) => holder === all[all.length - 5]?.holder);
    const holder = { ...owner, userId: held[0]?.holder, role: "user" } as Actor;
    for (const { status, count, isCapped } of await cardsByStatus(holder))
      expect({ status, count, isCapped }).toEqual({
        status,
        count: held.filter((card) => card.status === status).length,
        isCapped: false,
      });
  });

  it("counts every last use of a card that never was as before any day", async () => {
    const never = all.filter(({ lastUsedAt }) => lastUsedAt < "1971").length;
    expect((await read({ notUsedSince: "1000-01-01" })).total).toBe(Math.min(never, 10_000));
    expect((await read({ usedSince: "1000-01-01", sort: "lastUsed" })).rows[0]?.lastUsedAt).not.toBeNull();
    expect((await read({ createdFrom: "2025-02-01", createdTo: "2025-01-31" })).rows).toEqual([]);
    expect((await read({ createdTo: "9999-12-31" })).total).toBe(10_000);
  });
});
