import type { RawDatabase, Value } from "./raw-database.ts";
import { describe, type ModelName } from "./schema.ts";

const postgresqlTypes = { Int: "integer", BigInt: "bigint", String: "text", DateTime: "timestamp(3)", Json: "jsonb" } as const;

/** Adds many rows to a table in plain SQL: each row lists the values of the fields in order, times as ISO 8601 in UTC ("…Z"), JSON as text.
 *  Up to about 1,000 rows at once are fastest. Past the audit log: for seeding and moving whole tables only. */
export async function insertRows(db: RawDatabase, model: ModelName, fields: readonly string[], rows: readonly (readonly Value[])[]): Promise<void> {
  if (rows.length === 0) return;
  const { table, fields: described } = describe(model);
  const columns = fields.map((field) => described[field]?.column).join(", ");
  const types = fields.map((field) => described[field]?.type ?? "String");
  const into = `INSERT INTO ${table} (${columns})`;
  if (db.engine === "postgresql") {
    const lists = fields.map((_, at) => rows.map((row) => row[at] ?? null));
    const unnested = types.map((type) => `?::${postgresqlTypes[type]}[]`).join(", ");
    await db.run(`${into} SELECT * FROM unnest(${unnested})`, lists);
    return;
  }
  const sql = `${into} VALUES (${fields.map(() => "?").join(", ")})`;
  const times = types.flatMap((type, at) => (type === "DateTime" ? [at] : []));
  for (const row of rows) await db.run(sql, asSqliteStores(row, times));
}

// Prisma's adapter writes times as text with this offset, and compares them as text.
function asSqliteStores(row: readonly Value[], times: readonly number[]): Value[] {
  const stored = [...row];
  for (const at of times) if (typeof stored[at] === "string") stored[at] = `${stored[at].slice(0, -1)}+00:00`;
  return stored;
}
