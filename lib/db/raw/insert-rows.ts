import { describe, type ModelName } from "@/lib/db/schema.ts";
import { sortText } from "@/lib/db/search/fold.ts";
import { sortFields } from "@/lib/db/search/sort-texts.ts";
import type { RawDatabase, SqlValue } from "./raw-database.ts";

const postgresqlTypes = {
  Int: "integer",
  BigInt: "bigint",
  String: "text",
  DateTime: "timestamp(3)",
  Json: "jsonb",
} as const;
const batch = 1_000;

/** Inserts many rows into a table in plain SQL and returns their number. Each row lists the
 *  values of the fields in order, times as ISO 8601 in UTC ("…Z"), JSON as text. Sorted texts are
 *  made when they are not among the fields. It bypasses the audit log: use it only for seeding and
 *  for moving whole tables. */
export async function insertRows(
  db: RawDatabase,
  model: ModelName,
  given: readonly string[],
  rows: Iterable<SqlValue[]>,
): Promise<number> {
  const made = sortFields(model).filter(({ field, of }) => !given.includes(field) && given.includes(of));
  const fields = [...given, ...made.map(({ field }) => field)];
  const sorted = (row: SqlValue[]) =>
    made.map(({ of, maxLength }) => sortText(String(row[given.indexOf(of)] ?? ""), maxLength));
  const { table, fields: described } = describe(model);
  const types = fields.map((field) => described[field]?.type ?? "String");
  const into = `INSERT INTO ${table} (${fields.map((field) => described[field]?.column).join(", ")})`;
  const insert = db.engine === "sqlite" ? sqliteInsert(db, into, types) : postgresqlInsert(db, into, types);
  let done = 0;
  let next: SqlValue[][] = [];
  for (const row of rows) {
    next.push(made.length === 0 ? row : [...row, ...sorted(row)]);
    if (next.length < batch) continue;
    await insert(next);
    done += next.length;
    next = [];
  }
  if (next.length) await insert(next);
  return done + next.length;
}

type Type = keyof typeof postgresqlTypes;

function sqliteInsert(db: RawDatabase, into: string, types: readonly Type[]) {
  const sql = `${into} VALUES (${types.map(() => "?").join(", ")})`;
  const times = types.flatMap((type, at) => (type === "DateTime" ? [at] : []));
  return async (rows: SqlValue[][]) => {
    for (const row of rows) {
      const stored = [...row];
      // Prisma's adapter writes times as text with this offset and compares them as text.
      for (const at of times)
        if (typeof stored[at] === "string") stored[at] = `${stored[at].slice(0, -1)}+00:00`;
      await db.run(sql, stored);
    }
  };
}

function postgresqlInsert(db: RawDatabase, into: string, types: readonly Type[]) {
  const lists = types.map((type) => `?::${postgresqlTypes[type]}[]`).join(", ");
  return async (rows: SqlValue[][]) => {
    await db.run(
      `${into} SELECT * FROM unnest(${lists})`,
      types.map((_, at) => rows.map((row) => row[at] ?? null)),
    );
  };
}
