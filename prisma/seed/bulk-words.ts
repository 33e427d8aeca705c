import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import { searchedFields, wordsOfRow } from "@/lib/db/search/search-words.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";

const fields = ["accountId", "targetType", "word", "targetMade", "targetId"];
const batch = 1_000;

/** Adds the search words of rows that were inserted in plain SQL: those of a table from an id on.
 *  Returns the number of words. */
export async function addWords(db: RawDatabase, model: ModelName, firstId: number): Promise<number> {
  const { table, fields: described, softDeleted } = describe(model);
  const searched = searchedFields(model);
  const columns = searched.map((field) => described[field]?.column).join(", ");
  const sql = `SELECT id, account_id, created_at, ${columns} FROM ${table} WHERE id >= ?${softDeleted ? " AND deleted_at IS NULL" : ""} ORDER BY id LIMIT ${batch}`;
  let added = 0;
  for (
    let rows = await db.rows(sql, [firstId]);
    rows.length > 0;
    rows = await db.rows(sql, [Number(rows.at(-1)?.[0]) + 1])
  )
    added += await insertRows(db, "SearchWord", fields, wordRows(model, searched, rows));
  return added;
}

function* wordRows(
  model: ModelName,
  searched: readonly string[],
  rows: readonly SqlValue[][],
): Generator<SqlValue[]> {
  for (const [id = 0, accountId = 0, createdAt, ...texts] of rows) {
    const row = Object.fromEntries(searched.map((field, at) => [field, texts[at]]));
    for (const word of wordsOfRow(model, row)) yield [accountId, model, word, isoTime(String(createdAt)), id];
  }
}
