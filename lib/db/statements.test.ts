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
import { rowReader } from "./row-reader.ts";
import { delegateName, describe as describeModel, type ModelName } from "./schema.ts";
import { narrowToScope, withScope } from "./scope.ts";
import { findFields, findRow, findRows, insertRow, rowsByIds, updateRows } from "./statements.ts";
import { inAccount, inTransaction } from "./transaction.ts";

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
const onPrisma = (client: LoggingClient, model: ModelName, operation: string, args: Args) =>
  (client as unknown as Calls)[delegateName(model)]?.[operation]?.(args) as Promise<Args>;

function prismaFinds(
  model: ModelName,
  args: Args,
  deleted: "hidden" | "included" = "hidden",
): Promise<Args[]> {
  return withScope({ ...scope(), deleted }, async () =>
    onPrisma(prisma.client, model, "findMany", narrowToScope(model, "findMany", args)),
  ) as unknown as Promise<Args[]>;
}

const within = <T>(work: () => Promise<T>, deleted: "hidden" | "included" = "hidden") =>
  inAccount(business.accountId, work, deleted);

describe("a read answers what Prisma answers", () => {
  it.each(Object.keys(schemaMap) as ModelName[])(
    "each row of %s, deleted ones too, with every type of column",
    async (model) => {
      const key = "id" in describeModel(model).fields ? "id" : describeModel(model).tenantField;
      const rows = await prismaFinds(model, {}, "included");
      expect(rows.length).toBeGreaterThan(model === "AuditCheckpoint" ? -1 : 0);
      for (const row of rows)
        expect(await within(() => findRow(model, { [key]: row[key] }), "included")).toStrictEqual(row);
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
    if (type === "DateTime") return fc.constantFrom(...times, new Date(0));
    return name === "memo"
      ? fc.constantFrom(...memos)
      : fc.constantFrom("debit", "physical", "monthly", "pending", "nobody");
  }

  const anyEquals = (): fc.Arbitrary<Args> =>
    fc.subarray(fields, { minLength: 1, maxLength: 3 }).chain((chosen) =>
      fc.record(
        Object.fromEntries(
          chosen.map(([name, field]) => {
            const value = anyValueOf(name, field);
            const list = fc.array(value, { minLength: 1, maxLength: 4 });
            return [name, fc.oneof(value, list, ...(field.required ? [] : [fc.constant(null)]))];
          }),
        ),
      ),
    );

  const anySelect = () =>
    fc
      .tuple(
        fc.subarray(names, { minLength: 1 }),
        fc.subarray(["user", "spendingProfile", "replaces", "account"]),
        fc.subarray(["id", "createdAt", "updatedAt"], { minLength: 1 }),
      )
      .map(([chosen, related, inner]) => {
        const select = Object.fromEntries(inner.map((name) => [name, true]));
        return {
          ...Object.fromEntries(["id", ...chosen].map((name) => [name, true])),
          ...Object.fromEntries(related.map((name) => [name, { select }])),
        };
      });

  const prismaWhere = (equal: Args) =>
    Object.fromEntries(
      Object.entries(equal).map(([name, value]) => [name, Array.isArray(value) ? { in: value } : value]),
    );

  it("to any values and any selection", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyEquals(),
        anySelect(),
        fc.constantFrom("hidden" as const, "included" as const),
        async (equal, select, deleted) => {
          const theirs = await prismaFinds("Card", { where: prismaWhere(equal), select }, deleted);
          const found = await within(() => findFields("Card", equal, select), deleted);
          if (found === null) expect(theirs).toEqual([]);
          else expect(theirs).toContainEqual(found);
          const ids = theirs.map(({ id }) => id as number).reverse();
          const missing = await within(
            () => rowsByIds("Card", rowReader("Card", { ...select, id: true }), [0, ...ids, 2 ** 31 - 1]),
            deleted,
          );
          expect(missing).toStrictEqual(theirs.reverse());
        },
      ),
      { numRuns: 200 },
    );
  });

  it("to any values, in the order of any field", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constant({}), anyEquals()),
        anySelect(),
        fc.constantFrom(...names),
        fc.integer({ min: 1, max: 9 }),
        async (equal, select, by, take) => {
          const orderBy = by === "id" ? [{ id: "asc" }] : [{ [by]: "asc" }, { id: "asc" }];
          const theirs = await prismaFinds("Card", { where: prismaWhere(equal), select, orderBy, take });
          const order = { by: by as "id", take };
          expect(await within(() => findRows("Card", equal, select, order))).toStrictEqual(theirs);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("to any ids, in their order, without those that are deleted or of other accounts", async () => {
    const other = await testBusiness();
    const all = await prismaFinds("Card", { select: { id: true, deletedAt: true } }, "included");
    const ids = all.map(({ id }) => id as number);
    const asked = [other.cardId, ...ids].reverse();
    const living = all.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id);
    expect(living.length).toBeLessThan(ids.length);
    expect(
      (await within(() => rowsByIds("Card", rowReader("Card", { id: true }), asked))).map(({ id }) => id),
    ).toEqual(living.reverse());
    expect(await within(() => rowsByIds("Card", rowReader("Card", { id: true }), []))).toEqual([]);
    expect(await within(() => findRow("Card", { id: other.cardId }))).toBeNull();
  });
});

describe("what a statement cannot say is refused", () => {
  const card = (equal: Args) => within(() => findRow("Card", equal));
  const refused: [string, () => Promise<unknown>][] = [
    ["a number for a text", () => card({ memo: 1 })],
    ["a text for a number", () => card({ id: "1" })],
    ["half a row id", () => card({ id: 0.5 })],
    ["an id that is too large", () => card({ id: 2 ** 31 })],
    ["an amount that is too large", () => card({ spendLimit: 2n ** 63n })],
    ["a time that is none", () => card({ createdAt: new Date("x") })],
    ["a time as text", () => card({ createdAt: "2026-11-22" })],
    ["an undefined value", () => card({ id: undefined })],
    ["an undefined value in a list", () => card({ id: [undefined] })],
    ["null in a list", () => card({ id: [null] })],
    ["a condition", () => card({ id: { gt: 1 } })],
    ["a field that does not exist", () => card({ colour: "red" })],
    ["a field of every object", () => card({ constructor: "x" })],
    ["a relation as a field", () => card({ user: 1 })],
    ["a list of rows", () => within(() => findFields("Card", {}, { replacedBy: { select: { id: true } } }))],
    [
      "a write in a unit of work that reads",
      () => within(() => updateRows("Card", { id: 1 }, { memo: "x" })),
    ],
    ["a row of another account", () => writing(() => insertRow("Card", { accountId: 0 }))],
    ["a nested write", () => writing(() => insertRow("Card", { user: {} }))],
    ["a value of another type", () => writing(() => updateRows("Card", { id: 1 }, { memo: 5 }))],
    [
      "a null that a column does not take",
      () => writing(() => updateRows("Card", { id: 1 }, { memo: null })),
    ],
    ["a field that is not there", () => writing(() => updateRows("Card", { id: 1 }, { colour: "red" }))],
  ];
  const writing = (work: () => Promise<unknown>) => inTransaction({ accountId: business.accountId }, work);

  it.each(refused)("%s", async (_, call) => {
    await expect(call()).rejects.toThrow();
  });

  it("outside of any scope everything", async () => {
    await expect(findRow("Card", { id: 1 })).rejects.toThrow("outside of any scope");
  });

  it("in another account nothing is changed", async () => {
    const other = await testBusiness();
    expect(await writing(() => updateRows("Card", { id: other.cardId }, { memo: "x" }))).toBe(0);
  });
});

describe("a write stores what Prisma stores", () => {
  class Undo extends Error {}

  /** The columns that a write leaves in its table, with their types on SQLite. The write itself
   *  is rolled back. */
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
        givenName: "Zoë",
        familyName: "🧾",
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
    const ours = await traceOf("ours", model, async () => {
      const { id, ...answer } = (await insertRow(model, data())) as Args;
      return { id, answer };
    });
    const theirs = await traceOf("prisma", model, async (client) => {
      const { id, ...answer } = await onPrisma(client, model, "create", { data: data() });
      return { id, answer };
    });
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
        version: 2,
        updatedAt: at,
        frozenByUserId: null,
      },
    ],
    ["SpendingProfile", { blockedCategories: ["4829"], version: 7, yearlyLimit: null }],
  ];
  it.each(changes)("changing a %s", async (model, data) => {
    const where = { accountId: business.accountId, deletedAt: null };
    const [{ id } = {}] = await prismaFinds(model, { where, orderBy: { id: "asc" } });
    const ours = await traceOf("ours", model, async () => ({
      id,
      answer: await updateRows(model, { id }, data),
    }));
    const theirs = await traceOf("prisma", model, async (client) => {
      const answer = await onPrisma(client, model, "updateMany", { where: { id }, data });
      return { id, answer: answer.count };
    });
    expect(ours.at(-1)).toBe(1);
    expect(ours).toStrictEqual(theirs);
  });

  it("fills in what Prisma would: the time, and an id that sorts by it", async () => {
    const before = Date.now();
    const made = await inTransaction({ accountId: business.accountId }, () =>
      insertRow("WebhookEvent", {
        accountId: business.accountId,
        messageId: "msg_1",
        eventType: "card.created",
        body: "{}",
      }),
    );
    expect(made.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(made.id.replaceAll("-", "").slice(0, 12), 16)).toBeGreaterThanOrEqual(before);
    expect(made.createdAt.getTime()).toBeGreaterThanOrEqual(before);
  });
});
