import { randomUUID } from "node:crypto";
import { copyFileSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyChains } from "@/lib/audit-log/chain/verify-chains.ts";
import { findCardByLithicToken } from "@/lib/cards/issuer/find-card.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { connect, connection, setConnection } from "@/lib/db/client.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { openRaw } from "@/lib/db/raw/raw-database.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { rawTestDatabase, type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { readUser } from "@/lib/users/queries.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { applyMigrations } from "@/prisma/migrate/apply-migrations.ts";
import { addBulkRows } from "@/prisma/seed/bulk-rows.ts";
import { moveData } from "./move-data.ts";

const folder = `.data/test/move-${randomUUID()}`;
const [whole, broken, empty] = [
  `${folder}-whole.sqlite`,
  `${folder}-broken.sqlite`,
  `${folder}-empty.sqlite`,
] as const;
let business: TestBusiness;

beforeAll(async () => {
  await applyMigrations(`file:${whole}`);
  const target = connection();
  setConnection(connect(`file:${whole}`));
  business = await testBusiness("moving");
  await connection().close();
  setConnection(target);
  await addBulkRows(`file:${whole}`, { cards: 1_200, transactions: 2_300, accounts: 2, seed: 5 });
  copyFileSync(whole, broken);
});

afterAll(() => {
  for (const file of [whole, broken, empty])
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
});

async function move(file: string) {
  const [source, target] = [await openRaw(`file:${file}`), await rawTestDatabase({ asLogin: true })];
  try {
    return await moveData(source, target);
  } finally {
    await source.close();
    await target.close();
  }
}

describe("moving data", () => {
  it("refuses a source that has no account", async () => {
    await applyMigrations(`file:${empty}`);
    await expect(move(empty)).rejects.toThrow("The source has no account");
  });

  it("refuses an installation whose audit chain is broken, and leaves the target empty", async () => {
    const db = new Database(broken);
    db.exec("DROP TRIGGER audit_logs_no_update; UPDATE audit_logs SET actor_label = 'nobody' WHERE seq = 2");
    db.close();
    await expect(move(broken)).rejects.toThrow(
      /audit chain of account 1 is broken at row 2.*nothing was moved/,
    );
    const target = await rawTestDatabase();
    expect(
      await target.rows(
        "SELECT (SELECT COUNT(*) FROM accounts) + (SELECT COUNT(*) FROM cards) + (SELECT COUNT(*) FROM audit_heads)",
      ),
    ).toEqual([[0]]);
    await target.close();
  });

  it("copies every row, and proves it", async () => {
    const tables = await move(whole);
    const rows = Object.fromEntries(tables.map((table) => [table.table, table.rows]));
    expect(rows).toMatchObject({ accounts: 3, cards: 1_201, transactions: 2_300, audit_heads: 3 });
    expect(tables).toHaveLength(Object.keys(schemaMap).length);
    const target = await rawTestDatabase();
    expect((await verifyChains(target)).breaks).toEqual([]);
    await target.close();
  });

  it("leaves the portal able to read all of it", async () => {
    expect(await readUser(business.owner, business.owner.userId ?? 0)).toMatchObject({
      email: "owner@moving.example",
      role: "owner",
    });
    for (const search of ["", "?search=coffee", "?search=user"])
      expect(
        await listCards(business.owner, parseListQuery(cardListRules, new URLSearchParams(search))),
      ).toMatchObject({
        rows: [{ id: business.cardId, memo: "Coffee" }],
      });
    const { card, profile } = await inAccount(2, async (db) => ({
      card: await db.card.findFirst({ where: { lithicCardToken: { not: null } } }),
      profile: await db.spendingProfile.findFirst({ orderBy: { id: "asc" } }),
    }));
    if (!card) throw new Error("There is no card in the second account");
    expect(card.createdAt.getTime()).toBeGreaterThanOrEqual(Date.UTC(2024, 0, 1));
    expect(await findCardByLithicToken(openField("Card", card, "lithicCardToken") ?? "")).toMatchObject({
      id: card.id,
      accountId: 2,
    });
    expect(profile?.blockedCategories).toContain("7995");
    expect(typeof profile?.dailyLimit).toBe("bigint");
  });

  it("leaves the portal able to go on: new rows get fresh numbers, and the chains continue", async () => {
    const { userId } = await createUser(business.owner, {
      givenName: "New",
      email: "new@moving.example",
      role: "user",
    });
    const target = await rawTestDatabase();
    expect(await target.rows("SELECT MAX(id) FROM users")).toEqual([[userId]]);
    expect((await verifyChains(target)).breaks).toEqual([]);
    await target.close();
  });

  it("refuses a target that has data", async () => {
    await expect(move(whole)).rejects.toThrow("The target already has 3 accounts");
  });
});
