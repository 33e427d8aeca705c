import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCardProduct } from "@/lib/card-products/create-card-product.ts";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { setSetting } from "@/lib/settings/set-setting.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { type RowIds, testRows } from "@/lib/testing/test-rows.ts";
import { createUser } from "@/lib/users/create-user.ts";
import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { inAccount, inTransaction, type Reader } from "./transaction.ts";
import { visibleRows } from "./visible-rows.ts";

type AnyReader = Record<
  string,
  Record<"findMany" | "findFirst" | "count" | "aggregate" | "groupBy", (args: unknown) => Promise<never>>
>;

let business: TestBusiness;
let rows: RowIds;
let administrator: RawDatabase;

const models = Object.entries<DescribedModel>(schemaMap);
const deletable = models
  .filter(([, model]) => model.softDeleted)
  .map(([name, model]) => ({ name: name as keyof RowIds, model }));
const lists = models.flatMap(([parent, { relations }]) =>
  Object.entries(relations)
    .filter(([, { list, model }]) => list && schemaMap[model as keyof typeof schemaMap].softDeleted)
    .map(([relation, { model }]) => ({
      parent: parent as keyof RowIds,
      relation,
      child: model as keyof RowIds,
    })),
);
const delegateOf = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const setDeleted = (name: keyof RowIds, at: string | null) =>
  administrator.run(
    `UPDATE ${schemaMap[name].table} SET deleted_at = ? WHERE ${schemaMap[name].tenantField === "id" ? "id" : "account_id"} = ?`,
    [at, business.accountId],
  );

// The two ways in which a unit of work can read: on its own, and inside a writing transaction.
const ways: [string, <T>(work: (db: AnyReader) => Promise<T>) => Promise<T>][] = [
  [
    "outside transactions",
    (work) => inAccount(business.accountId, (db: Reader) => work(db as unknown as AnyReader)),
  ],
  [
    "inside transactions",
    (work) => inTransaction({ accountId: business.accountId }, (tx) => work(tx as unknown as AnyReader)),
  ],
];

beforeAll(async () => {
  business = await testBusiness();
  rows = await testRows(business);
  administrator = await rawTestDatabase({ asLogin: true });
});
afterAll(() => administrator.close());

describe.each(ways)("a deleted row, %s", (_, reading) => {
  it.each(deletable)("$name is in no kind of read", async ({ name }) => {
    const counts = () =>
      reading(async (db) => {
        const table = db[delegateOf(name)] as AnyReader[string];
        const where = { id: rows[name] };
        return [
          ((await table.findMany({})) as unknown[]).length > 0,
          ((await table.findMany({ where })) as unknown[]).length > 0,
          (await table.findFirst({ where })) !== null,
          (await table.findFirst({ where: { OR: [where, where] } })) !== null,
          (await table.count({})) > 0,
          ((await table.aggregate({ _count: true })) as { _count: number })._count > 0,
          ((await table.groupBy({ by: ["id"] })) as unknown[]).length > 0,
        ];
      });
    expect(await counts()).toEqual(Array(7).fill(true));
    await setDeleted(name, "2030-01-01 00:00:00.000");
    try {
      expect(await counts()).toEqual(Array(7).fill(false));
    } finally {
      await setDeleted(name, null);
    }
  });

  it.each(lists)(
    "$child is in no nested read of $parent → $relation",
    async ({ parent, relation, child }) => {
      const nested = () =>
        reading(async (db) => {
          const table = db[delegateOf(parent)] as AnyReader[string];
          const total = (found: unknown) =>
            (found as Record<string, unknown[]>[]).reduce(
              (sum, row) => sum + (row[relation]?.length ?? 0),
              0,
            );
          const counted = (found: unknown) =>
            (found as { _count: Record<string, number> }[]).reduce(
              (sum, row) => sum + (row._count[relation] ?? 0),
              0,
            );
          return [
            total(await table.findMany({ include: { [relation]: true } })),
            total(await table.findMany({ select: { [relation]: { select: { id: true } } } })),
            total(
              await table.findMany({
                include: { [relation]: { where: { createdAt: { gt: new Date(0) } } } },
              }),
            ),
            counted(await table.findMany({ include: { _count: true } })),
            counted(await table.findMany({ select: { _count: { select: { [relation]: true } } } })),
            ((await table.findMany({ where: { [relation]: { some: {} } } })) as unknown[]).length,
            ((await table.findMany({ where: { AND: [{ NOT: { [relation]: { none: {} } } }] } })) as unknown[])
              .length,
            // Nobody has the id 0, so "every" holds only where there are no rows at all.
            (
              (await table.findMany({
                where: { NOT: { [relation]: { every: { createdAt: { lt: new Date(0) } } } } },
              })) as unknown[]
            ).length,
          ];
        });
      const before = await nested();
      for (const count of before) expect(count).toBeGreaterThan(0);
      await setDeleted(child, "2030-01-01 00:00:00.000");
      // A parent of the same model as its child would itself be deleted.
      try {
        if (parent !== child) expect(await nested()).toEqual(Array(8).fill(0));
        else expect((await nested()).every((count) => count === 0)).toBe(true);
      } finally {
        await setDeleted(child, null);
      }
    },
  );
});

describe("an order by a count", () => {
  const ordered = (model: string, orderBy: object) => visibleRows(model, { orderBy }, { deleted: "hidden" });

  it("is refused, because deleted rows would count", () => {
    expect(() => ordered("User", { cards: { _count: "desc" } })).toThrow(/cannot be ordered/);
    expect(() => ordered("Card", [{ user: { cards: { _count: "asc" } } }])).toThrow(/cannot be ordered/);
  });
});

describe("a name that was deleted", () => {
  it("can be taken again, and then not restored over", async () => {
    const { spendingProfileId } = await createSpendingProfile(business.owner, { name: "Lunch" });
    await expect(createSpendingProfile(business.owner, { name: "Lunch" })).rejects.toMatchObject({
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
    await deleteSpendingProfile(business.owner, { spendingProfileId });
    await createSpendingProfile(business.owner, { name: "Lunch" });
  });

  const twenty = <T>(make: () => Promise<T>) => Promise.allSettled(Array.from({ length: 20 }, make));
  const outcome = (results: PromiseSettledResult<unknown>[]) => ({
    made: results.filter((result) => result.status === "fulfilled").length,
    codes: [
      ...new Set(results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []))),
    ],
  });

  it("is alive exactly once when twenty take it at the same moment", async () => {
    const { spendingProfileId } = await createSpendingProfile(business.owner, { name: "Race" });
    await deleteSpendingProfile(business.owner, { spendingProfileId });
    const profiles = outcome(await twenty(() => createSpendingProfile(business.owner, { name: "Race" })));
    expect(profiles).toEqual({ made: 1, codes: ["DUPLICATE"] });
    expect(
      await inAccount(business.accountId, (db) => db.spendingProfile.count({ where: { name: "Race" } })),
    ).toBe(1);
    const users = outcome(
      await twenty(() =>
        createUser(business.owner, { givenName: "R", email: "race@x.example", role: "user" }),
      ),
    );
    expect(users).toEqual({ made: 1, codes: ["DUPLICATE"] });
    const products = outcome(
      await twenty(() => createCardProduct(business.owner, { name: "Race", form: "virtual" })),
    );
    expect(products).toEqual({ made: 1, codes: ["DUPLICATE"] });
    await twenty(() => setSetting(business.owner, { name: "session.idle-minutes", value: 10 }));
    expect(
      await inAccount(business.accountId, (db) =>
        db.accountSetting.count({ where: { name: "session.idle-minutes" } }),
      ),
    ).toBe(1);
  });
});
