import { randomUUID } from "node:crypto";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { findCardByLithicToken } from "@/lib/cards/issuer/find-card.ts";
import type { CardListQuery } from "@/lib/cards/list/card-list.ts";
import { cardSource } from "@/lib/cards/list/card-source.ts";
import { open } from "@/lib/db/encryption/encryption.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import { dropIndexes, secondaryIndexes } from "@/lib/db/raw/secondary-indexes.ts";
import { rowReader } from "@/lib/db/row-reader.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { readAs } from "@/lib/read.ts";
import { findRuleByLithicToken } from "@/lib/spending-profiles/rules/find-rule-by-lithic-token.ts";
import type { BenchDatabase } from "./databases.ts";
import { type Latency, latency } from "./measure.ts";

/** A query at one size: with its index, and with the indexes dropped. */
export interface QueryFigure {
  readonly query: string;
  readonly cards: number;
  readonly withIndexes: Latency;
  readonly without: Latency;
}

const page = 50;
const samples = 400;

/** Measures the portal's most frequent reads, with changing arguments from all parts of the data.
 *  Drops the indexes, so the database is of no use afterward. */
export async function measureQueries({ raw }: BenchDatabase, cards: number): Promise<QueryFigure[]> {
  const calls = await queries(raw);
  const withIndexes = new Map<string, Latency>();
  for (const [query, call] of calls)
    withIndexes.set(query, await latency(call, { calls: 2_000, seconds: 6, warmUp: 300 }));
  await dropIndexes(raw, secondaryIndexes(["User", "SpendingProfile", "SpendingProfileRule", "Card"]));
  const figures: QueryFigure[] = [];
  for (const [query, call] of calls) {
    const without = await latency(call, { calls: 20, seconds: 5, warmUp: 1 });
    figures.push({ query, cards, withIndexes: withIndexes.get(query) as Latency, without });
  }
  return figures;
}

async function queries(raw: RawDatabase): Promise<[string, (n: number) => Promise<unknown>][]> {
  if (raw.engine === "postgresql") await raw.run("SET ROLE portal_system");
  const [owners, users, cards, rules] = [
    await readOwners(raw),
    await readUsers(raw),
    await readCards(raw),
    await readRules(raw),
  ];
  if (raw.engine === "postgresql") await raw.run("RESET ROLE");
  const some = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
  const ownerOf = (accountId: number) => owners.get(accountId) as Actor;
  const anyOwner = (n: number) => some([...owners.values()], n);
  return [
    ["user by e-mail", (n) => findUserByEmail(some(users, n).email)],
    [
      "cards of a person",
      (n) => pageOfCards(ownerOf(some(users, n).accountId), { holder: some(users, n).id }),
    ],
    ["cards of a business, first page", (n) => pageOfCards(anyOwner(n), {})],
    ["active cards of a business, first page", (n) => pageOfCards(anyOwner(n), { status: ["active"] })],
    ["card by the issuer's token", (n) => findCardByLithicToken(some(cards, n).token)],
    ["rule by the issuer's token", (n) => acrossAccounts(() => findRuleByLithicToken(some(rules, n)))],
    ["people of a business by role", (n) => pageOfUsers(anyOwner(n), n % 2 ? "admin" : "user")],
    ...(["holder", "state", "type", "limit"] as const).map(
      (by): [string, (n: number) => Promise<unknown>] => [
        `cards of a business by ${by}, first page`,
        (n) => pageOfCards(anyOwner(n), {}, { by, direction: n % 2 ? "asc" : "desc" }),
      ],
    ),
    [
      "active cards of a business, a page far behind",
      (n) => pageOfCards(ownerOf(some(cards, n).accountId), { status: ["active"] }, newest, some(cards, n)),
    ],
  ];
}

const shownOfCards = {
  id: true,
  userId: true,
  cardType: true,
  form: true,
  status: true,
  memo: true,
  lastFour: true,
  spendLimit: true,
  spendLimitDuration: true,
  createdAt: true,
  version: true,
} as const;

const newest = { by: "created", direction: "desc" } as const;

// Only the rows of a list, without the count and what belongs to each card.
function pageOfCards(
  actor: Actor,
  filters: CardListQuery["filters"],
  sort: CardListQuery["sort"] = newest,
  after?: { createdAt: Date; id: number },
) {
  const from = after && { from: { value: after.createdAt.toISOString(), id: after.id } };
  return readAs(actor, "card.see", () =>
    cardSource(actor, { filters, sort }, rowReader("Card", shownOfCards)).rows({
      ...sort,
      take: page,
      ...from,
    }),
  );
}

const shownOfUsers = {
  id: true,
  name: true,
  email: true,
  role: true,
  status: true,
  lastLoginAt: true,
  version: true,
} as const;

function pageOfUsers(actor: Actor, role: string) {
  const orderBy = [{ name: "asc" as const }, { id: "asc" as const }];
  return readAs(actor, "user.see", (db) =>
    db.user.findMany({ where: { role }, orderBy, select: shownOfUsers, take: page }),
  );
}

async function readOwners(raw: RawDatabase): Promise<Map<number, Actor>> {
  const rows = await raw.rows("SELECT id, account_id, email FROM users WHERE role = 'owner'");
  const origin = { ip: "127.0.0.1", userAgent: "bench", requestId: randomUUID() };
  return new Map(
    rows.map(([id, accountId, email]) => [
      Number(accountId),
      userActor(
        { id: Number(id), accountId: Number(accountId), email: String(email), role: "owner" },
        origin,
      ),
    ]),
  );
}

async function readUsers(raw: RawDatabase) {
  const rows = await spread(raw, "users", "id, account_id, email", "status = 'active'");
  return rows.map(([id, accountId, email]) => ({
    id: Number(id),
    accountId: Number(accountId),
    email: String(email),
  }));
}

async function readCards(raw: RawDatabase) {
  const rows = await spread(
    raw,
    "cards",
    "id, account_id, lithic_card_token, created_at",
    "lithic_card_token IS NOT NULL",
  );
  return rows.map(([id, account, sealed, createdAt]) => {
    const accountId = Number(account);
    const token = open(String(sealed), { model: "Card", field: "lithicCardToken", accountId });
    return { id: Number(id), accountId, token, createdAt: new Date(isoTime(String(createdAt))) };
  });
}

async function readRules(raw: RawDatabase): Promise<string[]> {
  const rows = await spread(
    raw,
    "spending_profile_rules",
    "account_id, lithic_auth_rule_token",
    "lithic_auth_rule_token IS NOT NULL",
  );
  return rows.map(([accountId, sealed]) =>
    open(String(sealed), {
      model: "SpendingProfileRule",
      field: "lithicAuthRuleToken",
      accountId: Number(accountId),
    }),
  );
}

// Rows at even distances over the whole table, in an order that is not the table's.
async function spread(
  raw: RawDatabase,
  table: string,
  columns: string,
  condition: string,
): Promise<SqlValue[][]> {
  const [[most = 0] = []] = await raw.rows(`SELECT MAX(id) FROM ${table}`);
  const rows: SqlValue[][] = [];
  for (let n = 0; n < samples; n++) {
    const from = 1 + Math.floor(Number(most) * ((n * 0.618034) % 1));
    const [row] = await raw.rows(
      `SELECT ${columns} FROM ${table} WHERE id >= ? AND ${condition} ORDER BY id LIMIT 1`,
      [from],
    );
    if (row) rows.push(row);
  }
  return rows;
}
