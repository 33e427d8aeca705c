import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { changeSpendingProfile } from "@/lib/spending-profiles/change-spending-profile.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "@/lib/testing/test-database.ts";
import { type RowIds, testRows } from "@/lib/testing/test-rows.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { connection } from "./client.ts";
import type { ModelName } from "./schema.ts";
import { acrossAccounts, inAccount, inTransaction, type Transaction } from "./transaction.ts";

let ours: TestBusiness;
let theirs: TestBusiness;
let theirRows: RowIds;
let administrator: RawDatabase;

beforeAll(async () => {
  ours = await testBusiness();
  theirs = await testBusiness();
  await testRows(ours);
  theirRows = await testRows(theirs);
  administrator = await rawTestDatabase({ asLogin: true });
});
afterAll(() => administrator.close());

const models = Object.entries<DescribedModel>(schemaMap);
const foreignKeys = models.flatMap(([name, model]) =>
  Object.entries(model.relations)
    .filter(([, { from }]) => from.length > 1)
    .map(([relation, { from, model: target }]) => ({
      name: name as keyof RowIds,
      model,
      relation,
      field: from[1] as string,
      target: target as keyof RowIds,
    })),
);

describe("a row can only point inside its own business (V8.4.1)", () => {
  it("has a composite foreign key for every relation but the one to the account", () => {
    const single = models.flatMap(([name, { relations }]) =>
      Object.entries(relations).flatMap(([relation, { from, model }]) =>
        from.length === 1 && model !== "Account" ? [`${name}.${relation}`] : [],
      ),
    );
    expect(single).toEqual([]);
    expect(foreignKeys.length).toBeGreaterThan(15);
  });

  it.each(foreignKeys)(
    "$name → $field refuses a row of another business, even from the database's administrator",
    async ({ model, field, target }) => {
      const column = model.fields[field]?.column;
      const change = model.appendOnly
        ? copyOf(model, { [field]: theirRows[target] })
        : administrator.run(
            `UPDATE ${model.table} SET ${column} = ? WHERE id = (SELECT id FROM ${model.table} WHERE account_id = ? AND ${column} IS NOT NULL LIMIT 1)`,
            [theirRows[target], ours.accountId],
          );
      await expect(change).rejects.toThrow(/foreign key/i);
    },
  );

  // An append-only row cannot be changed, so this adds a copy of it that differs in one column.
  function copyOf(model: DescribedModel, differing: Record<string, number | string>): Promise<number> {
    const values = Object.entries(model.fields).map(([field, { column }]) => {
      if (field in differing)
        return `${typeof differing[field] === "number" ? differing[field] : `'${differing[field]}'`}`;
      if (field === "id") return `'${randomUUID()}'`;
      return field === "lithicEventTokenHash" ? `'${"h".repeat(43)}'` : column;
    });
    const columns = Object.values(model.fields).map(({ column }) => column);
    return administrator.run(
      `INSERT INTO ${model.table} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM ${model.table} WHERE account_id = ${ours.accountId} LIMIT 1`,
    );
  }
});

describe("a unit of work stays in its business (V8.4.1)", () => {
  it.each(models.map(([name]) => name as ModelName))(
    "reads no %s of another business, whatever it asks for",
    async (name) => {
      const { tenantField } = schemaMap[name];
      const delegate = name.charAt(0).toLowerCase() + name.slice(1);
      const rows = await inAccount(ours.accountId, async (db) => {
        const { findMany } = (
          db as unknown as Record<string, { findMany(args: unknown): Promise<Record<string, unknown>[]> }>
        )[delegate] as never;
        return (findMany as (args: unknown) => Promise<Record<string, unknown>[]>)({
          where: { OR: [{ [tenantField]: theirs.accountId }, { [tenantField]: { gt: 0 } }] },
        });
      });
      expect(rows.filter((row) => row[tenantField] !== ours.accountId)).toEqual([]);
    },
  );

  it("cannot change another business's row by its id", async () => {
    const changed = await inTransaction({ accountId: ours.accountId }, (tx) =>
      tx.card.updateMany({ where: { id: theirs.cardId }, data: { memo: "Mine" } }),
    );
    expect(changed).toEqual({ count: 0 });
    await expect(
      changeSpendingProfile(ours.owner, { spendingProfileId: theirs.spendingProfileId, name: "Mine" }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  const writes: [string, (tx: Transaction) => Promise<unknown>][] = [
    [
      "creates a row in another business",
      (tx) => tx.accountSetting.create({ data: { accountId: theirs.accountId, name: "x", value: 1 } }),
    ],
    [
      "creates many, one of them elsewhere",
      (tx) =>
        tx.cardProduct.createMany({
          data: [
            { accountId: ours.accountId, name: "a", form: "virtual" },
            { accountId: theirs.accountId, name: "b", form: "virtual" },
          ],
        }),
    ],
    [
      "moves a row to another business",
      (tx) => tx.card.updateMany({ where: { id: ours.cardId }, data: { accountId: theirs.accountId } }),
    ],
    [
      "connects a row of another business",
      (tx) =>
        tx.card.create({
          data: {
            cardType: "debit",
            form: "virtual",
            account: { connect: { id: theirs.accountId } },
            user: { connect: { id: theirs.user.userId as number } },
          },
        }),
    ],
    [
      "creates a child in a nested write",
      (tx) =>
        tx.user.create({
          data: {
            accountId: ours.accountId,
            email: "n@x.example",
            ...nameColumns({ givenName: "N", familyName: "" }),
            role: "user",
            cards: {
              create: { cardType: "debit", form: "virtual", account: { connect: { id: theirs.accountId } } },
            },
          } as never,
        }),
    ],
    [
      "updates by a unique key",
      (tx) =>
        tx.card.update({
          where: { id: ours.cardId },
          data: { user: { connect: { id: theirs.user.userId as number } } },
        }),
    ],
    ["upserts", (tx) => tx.card.upsert({ where: { id: 1 }, create: {} as never, update: {} })],
    ["deletes", (tx) => tx.card.delete({ where: { id: ours.cardId } })],
    ["deletes many", (tx) => tx.card.deleteMany({})],
    ["finds by a unique key", (tx) => tx.card.findUnique({ where: { id: theirs.cardId } })],
  ];
  it.each(writes)("is refused when it %s (ADV-P5)", async (_, write) => {
    await expect(inTransaction({ accountId: ours.accountId }, write)).rejects.toMatchObject({
      code: "BROKEN",
      message: expect.stringMatching(/refused/),
    });
  });

  it("cannot run a query outside of any scope", async () => {
    let leaked: Transaction | undefined;
    await inTransaction({ accountId: ours.accountId }, async (tx) => {
      leaked = tx;
    });
    await expect((leaked as Transaction).card.findMany()).rejects.toMatchObject({ code: "BROKEN" });
  });

  it("cannot run plain SQL after its transaction has ended, on a connection that is somebody else's by then", async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const late: Promise<unknown>[] = [];
    await inTransaction({ accountId: ours.accountId }, async () => {
      late.push(ended.then(() => connection().plainSql("SELECT 1", [])));
    });
    end();
    await expect(late[0]).rejects.toThrow("outside of its transaction");
  });

  it("cannot change anything without a command: it does not compile, and throws", async () => {
    await expect(
      // @ts-expect-error a reader has no update
      inAccount(ours.accountId, (db) => db.card.updateMany({ data: { memo: "x" } })),
    ).rejects.toMatchObject({ code: "BROKEN" });
    // @ts-expect-error a reader has no create
    await expect(acrossAccounts((db) => db.account.create({ data: {} }))).rejects.toMatchObject({
      code: "BROKEN",
    });
    // @ts-expect-error a reader has no delete
    await expect(inAccount(ours.accountId, (db) => db.card.deleteMany())).rejects.toMatchObject({
      code: "BROKEN",
    });
    await expect(
      // @ts-expect-error a reader has no raw SQL
      inAccount(ours.accountId, async (db) => db.$executeRawUnsafe("UPDATE cards SET memo = 'x'")),
    ).rejects.toMatchObject({ code: "READ_ONLY" });
  });

  it("gives two businesses working at once each their own", async () => {
    await Promise.all(
      Array.from({ length: 60 }, async (_, round) => {
        const business = round % 2 ? ours : theirs;
        await renameAccount(business.owner, { businessName: `Round ${round} of ${business.accountId}` });
        const account = await inAccount(business.accountId, (db) => db.account.findFirst());
        expect(account).toMatchObject({
          id: business.accountId,
          businessName: expect.stringMatching(new RegExp(` of ${business.accountId}$`)),
        });
      }),
    );
  });
});

describe.runIf(testEngine === "postgresql")(
  "row-level security (PostgreSQL only: SQLite has no roles)",
  () => {
    const asApp = async (accountId: number | "", sql: string, parameters: (string | number)[] = []) =>
      administrator.transaction(async () => {
        await administrator.rows(
          "SELECT set_config('role', 'portal_app', true), set_config('app.account_id', ?, true)",
          [String(accountId)],
        );
        return administrator.rows(sql, parameters);
      });

    it("is forced on every table, with a policy for each of the two roles, neither of which can pass it by (V8.4.1, ADV-PG1)", async () => {
      const tables = await administrator.rows(`SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
      (SELECT string_agg(r.rolname, ',' ORDER BY r.rolname) FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles) WHERE p.polrelid = c.oid)
      FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`);
      expect(tables.map(([name]) => name).sort()).toEqual(models.map(([, { table }]) => table).sort());
      for (const [name, forced, roles] of tables)
        expect([name, forced, roles]).toEqual([name, "t", "portal_app,portal_system"]);
      const roles = await administrator.rows(
        "SELECT rolsuper OR rolbypassrls OR rolcanlogin OR rolinherit FROM pg_roles WHERE rolname LIKE 'portal\\_%'",
      );
      expect(roles).toEqual([["f"], ["f"]]);
      expect(await administrator.rows("SELECT 1 FROM pg_views WHERE schemaname = 'public'")).toEqual([]);
    });

    it("is what the portal's own units of work run under", async () => {
      const who = (tx: Transaction) =>
        tx.$queryRaw`SELECT current_user::text AS role, current_setting('app.account_id') AS account`;
      expect(await inTransaction({ accountId: ours.accountId }, who)).toEqual([
        { role: "portal_app", account: String(ours.accountId) },
      ]);
      expect(await inTransaction("across", who)).toEqual([{ role: "portal_system", account: "" }]);
    });

    it.each(models.map(([name, { table }]) => [table, name]))(
      "hides %s without a context, and those of others with one (ADV-PG1)",
      async (table) => {
        const tenant = table === "accounts" ? "id" : "account_id";
        expect(await asApp("", `SELECT 1 FROM ${table}`)).toEqual([]);
        const seen = await asApp(ours.accountId, `SELECT DISTINCT ${tenant} FROM ${table}`);
        expect(seen.filter(([accountId]) => accountId !== ours.accountId)).toEqual([]);
      },
    );

    it("lets raw SQL change nothing of another business", async () => {
      expect(
        await asApp(ours.accountId, "UPDATE cards SET memo = 'x' WHERE account_id = ? RETURNING id", [
          theirs.accountId,
        ]),
      ).toEqual([]);
      const insert = "INSERT INTO card_products (account_id, name, form) VALUES (?, 'x', 'virtual')";
      await expect(asApp(ours.accountId, insert, [theirs.accountId])).rejects.toThrow(/row-level security/);
      await expect(asApp("", insert, [ours.accountId])).rejects.toThrow(/row-level security/);
      await expect(
        asApp(ours.accountId, "UPDATE cards SET account_id = ? WHERE id = ?", [
          theirs.accountId,
          ours.cardId,
        ]),
      ).rejects.toThrow(/row-level security/);
    });

    it.each([
      "DELETE FROM cards",
      "TRUNCATE cards",
      "ALTER TABLE cards DISABLE ROW LEVEL SECURITY",
      "UPDATE audit_logs SET reason = 'x'",
      "INSERT INTO accounts (business_name, owner_email) VALUES ('x', 'x@x.example')",
      "INSERT INTO audit_heads (account_id) VALUES (1)",
    ])("does not allow: %s (ADV-PG1)", async (sql) => {
      await expect(asApp(ours.accountId, sql)).rejects.toThrow(/permission denied|must be owner/);
    });
  },
);
