import { beforeAll, describe, expect, it } from "vitest";
import { listApiKeys } from "@/lib/api-keys/queries.ts";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { ownRows } from "@/lib/auth/own-rows.ts";
import { readCardLoad } from "@/lib/cards/limits/read-card-load.ts";
import { cardColumns } from "@/lib/cards/list/card-columns.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { cardsAsCsv } from "@/lib/cards/list/cards-as-csv.ts";
import { cardsByStatus } from "@/lib/cards/list/cards-by-status.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { cardHistory, readCard } from "@/lib/cards/queries.ts";
import { revealCard } from "@/lib/cards/reveal/reveal-card.ts";
import { readDashboard } from "@/lib/dashboard/queries.ts";
import type { ModelName } from "@/lib/db/schema.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import type { ListRules } from "@/lib/lists/list-rules.ts";
import { type Permission, permissions, reachOf, roles } from "@/lib/permissions.ts";
import { readEmailChange } from "@/lib/profile/email-change/queries.ts";
import { listOwnSessions } from "@/lib/profile/queries.ts";
import { readAs } from "@/lib/read.ts";
import { listSavedViews, readSavedView } from "@/lib/saved-views/queries.ts";
import { readOwnFactors } from "@/lib/second-factors/queries.ts";
import { spendingProfileHistory } from "@/lib/spending-profiles/profile-history.ts";
import {
  listSpendingProfiles,
  readSpendingProfile,
  spendingProfilesNamed,
} from "@/lib/spending-profiles/queries.ts";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { type RowIds, testRows } from "@/lib/testing/test-rows.ts";
import { listTransactions } from "@/lib/transactions/list/list-transactions.ts";
import { transactionColumns } from "@/lib/transactions/list/transaction-columns.ts";
import { transactionListRules } from "@/lib/transactions/list/transaction-list.ts";
import { transactionsAsCsv } from "@/lib/transactions/list/transactions-as-csv.ts";
import { readTransaction } from "@/lib/transactions/queries.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers, readUser } from "@/lib/users/queries.ts";
import { readContact } from "@/lib/users/read-contact.ts";
import { userHistory } from "@/lib/users/user-history.ts";
import type { DescribedRelation } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

type Args = Record<string, unknown>;
type AnyReader = Record<string, Record<string, (args: Args) => Promise<unknown>>>;

let business: TestBusiness;
let rows: RowIds;
let holder: number;

beforeAll(async () => {
  business = await testBusiness();
  rows = await testRows(business);
  holder = business.user.userId as number;
});

const own = (Object.keys(permissions) as Permission[]).flatMap((permission) =>
  roles
    .filter((role) => reachOf(role, permission) === "own")
    .map((role): [Permission, (typeof roles)[number]] => [permission, role]),
);
const narrowed = Object.keys(ownRows({ userId: 1 }, "own") ?? {}) as ModelName[];

// A person of each role who owns nothing: every row of the business belongs to someone else.
const stranger = (role: (typeof roles)[number]) =>
  ({ ...business.user, role, userId: business.analyst.userId }) as Actor;

const delegate = (db: unknown, model: string) =>
  (db as AnyReader)[model.charAt(0).toLowerCase() + model.slice(1)] as AnyReader[string];

const query = <const Rules extends ListRules>(rules: Rules) => parseListQuery(rules, new URLSearchParams());

const idOf = (model: ModelName) => (model === "User" ? holder : rows[model as keyof RowIds]);

async function idsSeen(actor: Actor, permission: Permission, model: ModelName): Promise<unknown[]> {
  const id = idOf(model);
  const select = { id: true };
  return readAs(actor, permission, async (db) => {
    const table = delegate(db, model);
    const seen = [
      await table.findFirst?.({ where: { id }, select }),
      await table.findFirst?.({ where: { OR: [{ id }, { id }] }, select }),
      ...(((await table.findMany?.({ select })) as unknown[] | undefined) ?? []),
      ...((await table.count?.({ where: { id } })) ? [{ id }] : []),
    ];
    for (const [relation, { list, model: of }] of Object.entries<DescribedRelation>(
      schemaMap.Account.relations,
    ))
      if (list && of === model) {
        const account = await delegate(db, "Account").findFirst?.({ select: { [relation]: { select } } });
        seen.push(...((account as Record<string, unknown[]> | undefined)?.[relation] ?? []));
      }
    return seen.map((row) => (row as { id?: unknown } | null)?.id);
  });
}

describe("a permission that reaches one's own rows only", () => {
  it.each(own)("shows the rows of no other person: %s, as %s", async (permission, role) => {
    for (const model of narrowed) {
      expect(idOf(model), model).toBeDefined();
      expect(await idsSeen(stranger(role), permission, model), model).not.toContain(idOf(model));
      expect(await idsSeen({ ...business.user, role } as Actor, permission, model), model).toContain(
        idOf(model),
      );
    }
  });
});

const nothing = { rows: [], total: 0 };
const notFound = (call: Promise<unknown>) => expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });

const csv = (actor: Actor) =>
  whole(cardsAsCsv(actor, query(cardListRules), Object.keys(cardColumns) as never));
const transactionsCsv = (actor: Actor) =>
  whole(transactionsAsCsv(actor, query(transactionListRules), Object.keys(transactionColumns) as never));

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** The reads behind each read permission. Permissions that nothing reads with yet are absent. */
const readers: Readonly<Partial<Record<Permission, (actor: Actor) => Promise<unknown>>>> = {
  "dashboard.see": async (actor) => {
    const dashboard = await readDashboard(actor);
    expect(dashboard.latestChanges).toEqual([]);
    expect(dashboard.cardsByStatus.every(({ count }) => count === 0)).toBe(true);
    expect(dashboard.balance).toBeNull();
  },
  "personal-data.see": (actor) => notFound(readContact(actor, holder)),
  "card.see": async (actor) => {
    expect(await listCards(actor, query(cardListRules))).toMatchObject(nothing);
    expect((await cardsByStatus(actor)).every(({ count }) => count === 0)).toBe(true);
    await notFound(readCard(actor, business.cardId));
    await notFound(readCardLoad(actor, business.cardId));
    await notFound(cardHistory(actor, business.cardId, query(historyRules)));
  },
  "card.export": async (actor) => {
    expect((await csv(actor)).trim().split("\n")).toHaveLength(1);
    expect((await csv(business.user)).trim().split("\n").length).toBeGreaterThan(1);
  },
  "card.reveal": (actor) =>
    notFound(revealCard(actor, business.cardId, { password: "x" }, async () => "https://portal.example")),
  "user.see": async (actor) => {
    expect((await listUsers(actor, query(userListRules))).rows.map(({ id }) => id)).toEqual([actor.userId]);
    await notFound(readUser(actor, holder));
    await notFound(readContact(actor, holder));
    await notFound(userHistory(actor, holder, query(historyRules)));
  },
  "spending-profile.see": async (actor) => {
    expect(await listSpendingProfiles(actor, query(spendingProfileListRules))).toMatchObject(nothing);
    expect(await spendingProfilesNamed(actor, "")).toEqual([]);
    await notFound(readSpendingProfile(actor, business.spendingProfileId));
    await notFound(spendingProfileHistory(actor, business.spendingProfileId, query(historyRules)));
  },
  "api-key.see": async (actor) => {
    expect(await listApiKeys(actor)).toEqual([]);
  },
  "saved-view.save": async (actor) => {
    expect(await listSavedViews(actor)).toEqual([]);
    await notFound(readSavedView(actor, rows.SavedView as number));
  },
  "session.see": async (actor) => expect(await listOwnSessions(actor)).toEqual([]),
  "profile.see": async (actor) => expect(await readEmailChange(actor)).toBeNull(),
  "second-factor.see": async (actor) =>
    expect(await readOwnFactors(actor)).toEqual({ factors: [], recoveryCodesLeft: 0 }),
  "transaction.see": async (actor) => {
    expect(await listTransactions(actor, query(transactionListRules))).toMatchObject(nothing);
    await notFound(readTransaction(actor, String(rows.Transaction)));
  },
  "transaction.export": async (actor) => {
    expect((await transactionsCsv(actor)).trim().split("\n")).toHaveLength(1);
    expect((await transactionsCsv(business.user)).trim().split("\n").length).toBeGreaterThan(1);
  },
};

describe("a function that reads one's own rows only", () => {
  const reading = own.filter(([permission]) => /\.(see|export|reveal|save)$/.test(permission));

  it.each(reading)("shows nothing of another person: %s, as %s (V8.2.2)", async (permission, role) => {
    const read = readers[permission];
    if (!read) throw new Error(`Say in this file by which functions ${permission} is read`);
    await read(stranger(role));
  });
});
