import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "@/lib/testing/test-database.ts";
import { testRows } from "@/lib/testing/test-rows.ts";
import type { DescribedField } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { connection } from "./client.ts";
import type { Database, LoggingClient } from "./engines/database.ts";
import { connectPostgresql } from "./engines/postgresql.ts";
import { connectSqlite } from "./engines/sqlite.ts";
import { plainCall } from "./plain-calls.ts";
import { delegateName, describe as describeModel, type ModelName } from "./schema.ts";
import { narrowToScope, withScope } from "./scope.ts";
import { inAccount, inTransaction, type Transaction } from "./transaction.ts";

type Args = Record<string, unknown>;
type Calls = Record<string, Record<string, (args: Args) => Promise<unknown>>>;

let business: TestBusiness;
/** Prisma itself, without the portal's own statements. */
let prisma: Database;
let raw: RawDatabase;

beforeAll(async () => {
  business = await testBusiness();
  await testRows(business);
  const { url } = connection();
  prisma = testEngine === "sqlite" ? connectSqlite(url, []) : connectPostgresql(url, 2, []);
  raw = await rawTestDatabase({ asLogin: true });
  await inTransaction({ accountId: business.accountId }, async (tx) => {
    for (let n = 0; n < 24; n++) await tx.card.create({ data: card(n) });
  });
});
afterAll(async () => {
  await raw.close();
  await prisma.close();
});

const times = [
  new Date("2026-03-01T08:00:00.000Z"),
  new Date("2026-03-01T08:00:00.001Z"),
  new Date("2026-11-22T23:59:59.999Z"),
];
const memos = ["", "Coffee", "coffee", "Büro ☕ 🧾", "100% _x_ 'quoted' \"twice\" \\ ?", "$1"];
const limits = [1n, 2_147_483_647n];
const some = <T>(list: readonly T[], n: number) => list[n % list.length] as T;

function card(n: number) {
  const limited = n % 3 === 0;
  return {
    accountId: business.accountId,
    userId: business.user.userId as number,
    spendingProfileId: n % 2 ? business.spendingProfileId : null,
    cardType: "debit",
    form: some(["virtual", "physical"], n),
    memo: some(memos, n),
    spendLimit: limited ? some(limits, n / 3) : null,
    spendLimitDuration: limited ? "monthly" : null,
    createdAt: some(times, n),
    updatedAt: some(times, n + 1),
    deletedAt: n % 5 === 0 ? some(times, n) : null,
  };
}

const scope = () => ({
  tenant: { accountId: business.accountId },
  writes: false,
  deleted: "hidden" as const,
});
const asRow = (answer: unknown) => answer as Args;

async function callOn(client: unknown, model: ModelName, operation: string, args: Args): Promise<unknown> {
  return (client as Calls)[delegateName(model)]?.[operation]?.(args);
}

async function bothAnswers(model: ModelName, operation: string, args: Args) {
  const ours = await withScope(scope(), async () => callOn(connection().client, model, operation, args));
  const theirs = await withScope(scope(), async () =>
    callOn(prisma.client, model, operation, narrowToScope(model, operation, args)),
  );
  return { ours, theirs };
}

const isPlain = (model: ModelName, operation: string, args: Args) =>
  withScope(
    scope(),
    async () => plainCall(model, operation, narrowToScope(model, operation, args)) !== undefined,
  );

describe("a plain read answers what Prisma answers", () => {
  it.each(Object.keys(schemaMap) as ModelName[])(
    "all of %s, deleted rows too, with every type of column",
    async (model) => {
      const args = { where: { [describeModel(model).tenantField]: business.accountId } };
      expect(plainCall(model, "findMany", args)).toBeDefined();
      const ours = await inAccount(
        business.accountId,
        (db) => callOn(db as LoggingClient, model, "findMany", args) as Promise<Args[]>,
        "included",
      );
      const theirs = await withScope(scope(), async () => callOn(prisma.client, model, "findMany", args));
      const key = (row: Args) => String(row.id ?? row.accountId);
      const sorted = (rows: unknown) => (rows as Args[]).sort((a, b) => key(a).localeCompare(key(b)));
      expect(sorted(ours)).toStrictEqual(sorted(theirs));
    },
  );

  const fields = Object.entries<DescribedField>(schemaMap.Card.fields);
  const names = fields.map(([name]) => name);

  function anyValueOf(name: string, { type }: DescribedField): fc.Arbitrary<unknown> {
    if (type === "Int")
      return fc.oneof(
        fc.constantFrom(business.accountId, business.user.userId, business.cardId),
        fc.integer(),
      );
    if (type === "BigInt") return fc.constantFrom(...limits, 0n, -(2n ** 63n));
    if (type === "DateTime") return fc.constantFrom(...times, new Date(0), times[1]?.toISOString());
    return name === "memo"
      ? fc.constantFrom(...memos)
      : fc.constantFrom("debit", "physical", "monthly", "pending", "nobody");
  }

  const comparison = (name: string, field: DescribedField): fc.Arbitrary<unknown> => {
    const value = anyValueOf(name, field);
    const operator = fc.constantFrom("equals", "not", "lt", "lte", "gt", "gte");
    return fc.oneof(
      value,
      fc.tuple(operator, value).map(([key, one]) => ({ [key]: one })),
      fc.tuple(value, value).map(([from, to]) => ({ gte: from, lt: to })),
      fc.array(value, { minLength: 1, maxLength: 4 }).map((list) => ({ in: list })),
      ...(field.required
        ? []
        : [fc.constant(null), fc.constant({ not: null }), fc.constant({ equals: null })]),
    );
  };

  const anyWhere = (depth: number): fc.Arbitrary<Args> => {
    const leaf = fc
      .constantFrom(...fields)
      .chain(([name, field]) => comparison(name, field).map((filter) => ({ [name]: filter })));
    if (depth === 0) return leaf;
    const nested = fc.array(anyWhere(depth - 1), { minLength: 1, maxLength: 3 });
    return fc.oneof(
      leaf,
      nested.map((parts) => ({ AND: [{}, ...parts] })),
      nested.map((parts) => ({ OR: parts })),
      fc.tuple(anyWhere(depth - 1), nested).map(([and, or]) => ({ AND: and, OR: or })),
    );
  };

  const anyArgs = () =>
    fc.record(
      {
        where: anyWhere(2),
        orderBy: fc
          .tuple(fc.constantFrom(...names), fc.constantFrom("asc", "desc"), fc.constantFrom("asc", "desc"))
          .map(([name, way, idWay]) => [{ [name]: way }, { id: idWay }]),
        select: fc
          .tuple(
            fc.subarray(names, { minLength: 1 }),
            fc.subarray(["user", "spendingProfile", "replaces", "account"]),
          )
          .map(([chosen, related]) => ({
            ...Object.fromEntries(chosen.map((name) => [name, true])),
            ...Object.fromEntries(related.map((name) => [name, { select: { id: true, createdAt: true } }])),
          })),
        take: fc.integer({ min: 0, max: 9 }),
      },
      { requiredKeys: ["where", "orderBy"] },
    );

  it("to any filter, order and selection of one table", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyArgs(), async (args) => {
        expect(await isPlain("Card", "findMany", args)).toBe(true);
        const { ours, theirs } = await bothAnswers("Card", "findMany", args);
        expect(ours).toStrictEqual(theirs);
        const { take, ...first } = args;
        const one = await bothAnswers("Card", "findFirst", first);
        expect(one.ours).toStrictEqual(one.theirs);
        const counted = await bothAnswers("Card", "count", {
          where: args.where,
          ...(take !== undefined && { take }),
        });
        expect(counted.ours).toBe(counted.theirs);
      }),
      { numRuns: 200 },
    );
  });

  it("to the first so many without an order", async () => {
    const { ours, theirs } = await bothAnswers("Card", "findMany", { take: 3, select: { id: true } });
    expect(ours).toHaveLength(3);
    expect(ours).toStrictEqual(theirs);
  });
});

describe("what is not simple, or not well formed, is left to Prisma", () => {
  const calls: [string, string, Args][] = [
    ["a relation that is included", "findMany", { include: { user: true } }],
    ["a list that is selected", "findMany", { select: { id: true, replacedBy: { select: { id: true } } } }],
    ["nothing that is selected", "findMany", { select: {} }],
    ["nothing selected of a relation", "findMany", { select: { id: true, user: { select: {} } } }],
    ["a relation selected whole", "findMany", { select: { id: true, user: true } }],
    [
      "a relation of a relation",
      "findMany",
      { select: { user: { select: { account: { select: { id: true } } } } } },
    ],
    ["a count of relations", "findMany", { select: { _count: { select: { replacedBy: true } } } }],
    ["a relation in the filter", "findMany", { where: { user: { name: "x" } } }],
    ["a relation in the order", "findMany", { orderBy: { user: { name: "asc" } } }],
    ["a part of a text", "findMany", { where: { memo: { contains: "x" } } }],
    ["NOT", "findMany", { where: { NOT: { memo: "x" } } }],
    ["an empty list", "findMany", { where: { id: { in: [] } } }],
    ["an empty OR", "findMany", { where: { OR: [] } }],
    ["nothing within OR", "findMany", { where: { OR: [{}] } }],
    ["rows from the end", "findMany", { take: -1 }],
    ["a row to begin at", "findMany", { cursor: { id: 1 } }],
    ["an undefined filter", "findMany", { where: { id: undefined } }],
    ["an undefined operand", "findMany", { where: { id: { gt: undefined } } }],
    ["an undefined condition", "findMany", { where: { AND: undefined } }],
    ["a number for a text", "findMany", { where: { memo: 1 } }],
    ["a text for a number", "findMany", { where: { id: "1" } }],
    ["half a row id", "findMany", { where: { id: 0.5 } }],
    ["an id that is too large", "findMany", { where: { id: 2 ** 31 } }],
    ["a time that is none", "findMany", { where: { createdAt: new Date("x") } }],
    ["a time in another form", "findMany", { where: { createdAt: "2026-11-22" } }],
    ["a time in no month", "findMany", { where: { createdAt: "2026-13-22T00:00:00.000Z" } }],
    ["null where there is none", "findMany", { where: { id: null } }],
    ["a field that does not exist", "findMany", { where: { colour: "red" } }],
    ["a field of every object", "findMany", { where: { constructor: "x" } }],
    ["an order that does not exist", "findMany", { orderBy: { id: "up" } }],
    ["a count of one column", "count", { select: { memo: true } }],
    ["an undefined value", "create", { data: { memo: undefined } }],
    ["a value that is missing", "create", { data: { memo: "x" } }],
    ["a value that is set nested", "updateMany", { data: { memo: { set: "x" } } }],
    ["no value at all", "updateMany", { data: {} }],
  ];
  it.each(calls)("%s", async (_, operation, args) => {
    expect(plainCall("Card", operation, args)).toBeUndefined();
  });

  it("so that what Prisma refuses stays refused, in its words", async () => {
    await expect(
      inAccount(business.accountId, (db) => db.card.findMany({ where: { id: undefined as never } })),
    ).rejects.toThrow(/undefined/);
    await expect(
      inAccount(business.accountId, (db) => db.card.findMany({ where: { colour: "red" } as never })),
    ).rejects.toThrow(/colour/);
    await expect(
      inAccount(business.accountId, (db) => db.card.findMany({ where: { memo: 5 as never } })),
    ).rejects.toThrow(/memo/);
  });
});

describe("a plain write stores what Prisma stores", () => {
  class Undo extends Error {}

  /** What a write leaves in its table, column by column, with its type on SQLite; the write itself is undone. */
  async function traceOf(
    client: "ours" | "prisma",
    model: ModelName,
    write: (client: LoggingClient) => Promise<{ id?: unknown; answer: unknown }>,
  ) {
    const { table, fields } = describeModel(model);
    const columns = Object.values(fields).map(({ column }) =>
      testEngine === "sqlite" ? `typeof(${column}), ${column}` : `${column}::text`,
    );
    const database = client === "ours" ? connection() : prisma;
    const trace: unknown[] = [];
    const work = async () => {
      const { id, answer } = await write(database.client);
      const { rows } = await database.run(`SELECT ${columns.join(", ")} FROM ${table} WHERE id = ?`, [
        id as number,
      ]);
      trace.push(
        ...rows
          .flat()
          .map(String)
          .filter((text) => text !== String(id)),
        answer,
      );
      throw new Undo();
    };
    await withScope({ ...scope(), writes: true }, () => database.transaction(work)).catch(
      (error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      },
    );
    return trace;
  }

  const at = times[1] as Date;
  const rows: [ModelName, () => Args][] = [
    ["Card", () => ({ ...card(3), lithicCardToken: "sealed", lithicCardTokenIndex: "i".repeat(43) })],
    ["Card", () => card(5)],
    [
      "User",
      () => ({
        accountId: business.accountId,
        email: "new@x.example",
        name: "Zoë 🧾",
        role: "user",
        createdAt: at,
        updatedAt: at,
      }),
    ],
    [
      "SpendingProfile",
      () => ({
        accountId: business.accountId,
        name: "Profile",
        allowedCategories: ["5411", "5812"],
        dailyLimit: 2_147_483_647n,
        createdAt: at,
        updatedAt: at,
      }),
    ],
    ...[{ a: [1, -0.5, null, true, "é\u2028"], b: { c: {} } }, ["x"], "text", 7, false].map(
      (value): [ModelName, () => Args] => [
        "AccountSetting",
        () => ({ accountId: business.accountId, name: "setting", value, createdAt: at, updatedAt: at }),
      ],
    ),
  ];

  it.each(rows)("creating a %s", async (model, data) => {
    expect(plainCall(model, "create", { data: data() })).toBeDefined();
    const create = async (calls: LoggingClient) => {
      const { id, ...answer } = await callOn(calls, model, "create", { data: data() }).then(asRow);
      return { id, answer };
    };
    const [ours, theirs] = [await traceOf("ours", model, create), await traceOf("prisma", model, create)];
    expect(ours.length).toBeGreaterThan(5);
    expect(ours).toStrictEqual(theirs);
  });

  const changes: [ModelName, Args][] = [
    [
      "Card",
      {
        memo: "?",
        spendLimit: 5n,
        spendLimitDuration: "forever",
        version: { increment: 2 },
        updatedAt: at,
        frozenByUserId: null,
      },
    ],
    ["SpendingProfile", { blockedCategories: ["4829"], version: 7, yearlyLimit: null }],
  ];
  it.each(changes)("changing a %s", async (model, data) => {
    expect(plainCall(model, "updateMany", { where: { id: 1 }, data })).toBeDefined();
    const change = async (calls: LoggingClient) => {
      const living = { where: { accountId: business.accountId, deletedAt: null } };
      const { id } = await callOn(calls, model, "findFirst", living).then(asRow);
      return { id, answer: await callOn(calls, model, "updateMany", { where: { id }, data }) };
    };
    const ours = await traceOf("ours", model, change);
    expect(ours.at(-1)).toEqual({ count: 1 });
    expect(ours).toStrictEqual(await traceOf("prisma", model, change));
  });

  it("fills in what Prisma would: the time, and an id that sorts by it", async () => {
    const before = Date.now();
    const made = await inTransaction({ accountId: business.accountId }, (tx) =>
      tx.webhookEvent.create({
        data: { accountId: business.accountId, messageId: "msg_1", eventType: "card.created", body: "{}" },
      }),
    );
    expect(made.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(made.id.replaceAll("-", "").slice(0, 12), 16)).toBeGreaterThanOrEqual(before);
    expect(made.createdAt.getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe("a transaction", () => {
  it("is left by what Prisma begins by itself within it as a whole or not at all", async () => {
    const names = async () =>
      (await raw.rows("SELECT name FROM card_products WHERE name LIKE 'Part %' ORDER BY name")).flat();
    const many = (tx: Transaction, name: string) =>
      tx.cardProduct.createManyAndReturn({
        data: [1, 2].map((n) => ({
          accountId: business.accountId,
          name: `Part ${name}${n}`,
          form: "virtual",
        })),
      });
    await inTransaction({ accountId: business.accountId }, (tx) => many(tx, "a"));
    await expect(
      inTransaction({ accountId: business.accountId }, async (tx) => {
        await many(tx, "b");
        await many(tx, "a");
      }),
    ).rejects.toMatchObject({ code: "P2002" });
    expect(await names()).toEqual(["Part a1", "Part a2"]);
  });

  it("does not end well when a statement in it failed, on PostgreSQL, where nothing of it stays", async () => {
    const swallowed = inTransaction({ accountId: business.accountId }, async (tx) => {
      await tx.card.updateMany({ where: { id: business.cardId }, data: { memo: "Swallowed" } });
      await tx.card
        .updateMany({ where: { id: business.cardId }, data: { cardType: "credit" } })
        .catch(() => {});
    });
    if (testEngine === "sqlite") await swallowed;
    else await expect(swallowed).rejects.toThrow("could not commit");
    const [row] = await raw.rows("SELECT memo FROM cards WHERE id = ?", [business.cardId]);
    expect(row).toEqual([testEngine === "sqlite" ? "Swallowed" : "Coffee"]);
  });

  it("loses no turn to one that fails, and gives each the rows of its own", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        inTransaction({ accountId: business.accountId }, async (tx) => {
          await tx.accountSetting.create({
            data: { accountId: business.accountId, name: `turn ${n}`, value: n },
          });
          if (n % 4 === 0) await new Promise(setImmediate);
          if (n % 3 === 0) throw new Error("changed its mind");
          return (await tx.accountSetting.findMany({ where: { name: `turn ${n}` } })).length;
        }),
      ),
    );
    expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : "failed"))).toEqual(
      outcomes.map((_, n) => (n % 3 === 0 ? "failed" : 1)),
    );
    const [[stored] = []] = await raw.rows("SELECT COUNT(*) FROM account_settings WHERE name LIKE 'turn %'");
    expect(stored).toBe(26);
  });
});
