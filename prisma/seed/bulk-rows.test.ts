import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connection } from "@/lib/db/client.ts";
import { openRaw, type SqlValue } from "@/lib/db/raw/raw-database.ts";
import { rawTestDatabase } from "@/lib/testing/test-database.ts";
import type { DescribedModel } from "../generate/described-model.ts";
import { schemaMap } from "../generated/schema-map.ts";
import { applyMigrations } from "../migrate/apply-migrations.ts";
import { addBulkRows } from "./bulk-rows.ts";

const file = `.data/test/bulk-${randomUUID()}.sqlite`;
const sizes = { cards: 2_000, transactions: 1_000, accounts: 3, seed: 42 };

beforeAll(async () => {
  await addBulkRows(connection().url, sizes);
  await applyMigrations(`file:${file}`);
  await addBulkRows(`file:${file}`, sizes);
});

afterAll(() => {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true });
});

// All columns in the form that both engines return, except those encrypted with fresh random bytes.
async function readable(url: string): Promise<Record<string, SqlValue[][]>> {
  const db = url === connection().url ? await rawTestDatabase() : await openRaw(url);
  const tables: Record<string, SqlValue[][]> = {};
  for (const { table, fields } of Object.values<DescribedModel>(schemaMap)) {
    const plain = Object.values(fields).filter(
      ({ dataClass, type }) => dataClass !== "sealed" && type !== "DateTime" && type !== "Json",
    );
    tables[table] = await db.rows(
      `SELECT ${plain.map(({ column }) => column).join(", ")} FROM ${table} ORDER BY 1`,
    );
  }
  await db.close();
  return tables;
}

describe("rows for size", () => {
  it("are the same for the same seed, whatever the engine", async () => {
    expect(await readable(connection().url)).toEqual(await readable(`file:${file}`));
  });

  it("are added again as other rows, so that a second run fits beside the first", async () => {
    await addBulkRows(`file:${file}`, sizes);
    const db = await openRaw(`file:${file}`);
    expect(
      await db.rows("SELECT COUNT(*), COUNT(DISTINCT lithic_card_token_index) < COUNT(*) FROM cards"),
    ).toEqual([[4_000, 1]]);
    expect(await db.rows("PRAGMA foreign_key_check")).toEqual([]);
    expect(await db.rows("PRAGMA integrity_check")).toEqual([["ok"]]);
    await db.close();
  });

  it("leave every index in its place", async () => {
    const db = await rawTestDatabase();
    const names =
      connection().engine === "sqlite"
        ? "SELECT name FROM sqlite_master WHERE type = 'index'"
        : "SELECT indexname FROM pg_indexes";
    const present = (await db.rows(names)).map(([name]) => name);
    for (const { indexes } of Object.values<DescribedModel>(schemaMap))
      for (const { name } of indexes) expect(present).toContain(name);
    await db.close();
  });

  it("are spread over the states as in real life", async () => {
    const db = await rawTestDatabase();
    const counts = Object.fromEntries(await db.rows("SELECT status, COUNT(*) FROM cards GROUP BY status"));
    expect(counts.active / sizes.cards).toBeCloseTo(0.8, 1);
    expect(counts.inactive / sizes.cards).toBeCloseTo(0.1, 1);
    const [[events = 0] = []] = await db.rows("SELECT COUNT(*) FROM transaction_events");
    expect(Number(events) / sizes.transactions).toBeCloseTo(2, 0);
    await db.close();
  });
});
