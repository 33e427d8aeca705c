import { env } from "@/lib/env.ts";
import type { DescribedModel } from "@/prisma/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { blindIndex, open, seal } from "./encryption.ts";
import type { RawDatabase } from "./raw-database.ts";
import { describe } from "./schema.ts";

const batch = 500;

/** Seals every value again that is not under the newest key, with its blind index, and answers how many there were. Safe to kill and run
 *  again, and beside a running portal: a value that changed meanwhile is left to the one who changed it. */
export async function rotateKeys(db: RawDatabase, onBatch: (done: number) => void = () => {}): Promise<number> {
  let done = 0;
  for (const [model, { fields }] of Object.entries<DescribedModel>(schemaMap)) {
    for (const [field, { dataClass }] of Object.entries(fields)) {
      if (dataClass !== "sealed") continue;
      for await (const count of rotateField(db, model, field)) {
        done += count;
        onBatch(done);
      }
    }
  }
  return done;
}

async function* rotateField(db: RawDatabase, model: string, field: string): AsyncGenerator<number> {
  const { table, tenantField, fields } = describe(model);
  const column = fields[field]?.column;
  const index = fields[`${field}Index`]?.column;
  const newest = `v1.${env().FIELD_KEYS.writing}.%`;
  const select = `SELECT id, ${fields[tenantField]?.column}, ${column} FROM ${table} WHERE ${column} NOT LIKE ? AND id > ? ORDER BY id LIMIT ${batch}`;
  const update = `UPDATE ${table} SET ${column} = ?${index ? `, ${index} = ?` : ""} WHERE id = ? AND ${column} = ?`;
  let last: string | number = fields.id?.type === "Int" ? 0 : "";
  for (;;) {
    const rows = await db.rows(select, [newest, last]);
    if (rows.length === 0) return;
    await db.transaction(async () => {
      for (const [id, accountId, sealed] of rows as [string | number, number, string][]) {
        const place = { model, field, accountId };
        const value = open(sealed, place);
        await db.run(update, [seal(value, place), ...(index ? [blindIndex(model, field, value)] : []), id, sealed]);
      }
    });
    last = rows.at(-1)?.[0] as string | number;
    yield rows.length;
  }
}
