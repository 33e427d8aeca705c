import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** The requested numbers of rows. With `accounts` 0, they all go to one existing account. */
export interface BulkSizes {
  readonly cards: number;
  readonly transactions: number;
  readonly accounts: number;
  readonly seed: number;
}

/** How rows are distributed: row number n of every table belongs to the account `accountIds[n %
 *  accountIds.length]`. */
export interface BulkPlan extends BulkSizes {
  readonly users: number;
  readonly profiles: number;
  readonly accountIds: readonly number[];
  readonly firstUserId: number;
  readonly firstProfileId: number;
  readonly firstRuleId: number;
  readonly firstProductId: number;
  readonly firstCardId: number;
  readonly firstMerchantId: number;
  readonly random: SeededRandom;
}

const start = Date.UTC(2024, 0, 1);
const span = Date.UTC(2026, 0, 1) - start;

/** The time, in milliseconds, at this share (0 to 1) of the two years that
 *  all bulk rows come from. */
export const momentAt = (share: number) => start + Math.floor(span * Math.min(share, 1));

/** Converts a time in milliseconds to the form that the database takes. */
export const iso = (moment: number) => new Date(moment).toISOString();

/** How many of `count` rows belong to the account at this place. */
export const shareOf = (count: number, place: number, accounts: number) =>
  Math.floor((count - place + accounts - 1) / accounts);

/** Reserves a number of ids of a table and returns the first of them. On PostgreSQL the login has
 *  to own the table. */
export async function reserveIds(db: RawDatabase, model: ModelName, count: number): Promise<number> {
  const { table } = describe(model);
  const sql =
    db.engine === "sqlite"
      ? `SELECT COALESCE(MAX(id), 0) + ? FROM ${table}`
      : `SELECT setval('${table}_id_seq', nextval('${table}_id_seq') - 1 + ?::bigint)`;
  const [[last = 0] = []] = await db.rows(sql, [count]);
  return Number(last) - count + 1;
}
