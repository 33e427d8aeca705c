import { blindIndex, open, type Place, seal, UnreadableError } from "@/lib/db/encryption/encryption.ts";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { describe } from "@/lib/db/schema.ts";
import { env } from "@/lib/process/env.ts";
import type { DescribedModel } from "@/prisma/generate/described-model.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

const batch = 500;

/** The result of a rotation: values that were sealed again, values still under an older key, and
 *  rows with a value that no key decrypts. */
export interface Rotation {
  readonly done: number;
  readonly left: number;
  readonly unreadable: readonly string[];
}

/** Seals every value again that is not under the newest key, with its blind index. It is safe to
 *  kill and run again, and safe to run next to a live portal: it leaves a value that changed in
 *  the meantime to its writer, and checks it again. An older key can go when `left` is 0. */
export async function resealValues(
  db: RawDatabase,
  onBatch: (done: number) => void = () => {},
): Promise<Rotation> {
  const unreadable = new Set<string>();
  let done = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (const { model, field } of sealedFields) {
      for await (const count of rotateField(db, model, field, unreadable)) {
        done += count;
        onBatch(done);
      }
    }
    const left = await countLeft(db);
    if (left === unreadable.size) return { done, left, unreadable: [...unreadable] };
  }
  return { done, left: await countLeft(db), unreadable: [...unreadable] };
}

const passes = 3;
const sealedFields = Object.entries<DescribedModel>(schemaMap).flatMap(([model, { fields }]) =>
  Object.entries(fields).flatMap(([field, { dataClass }]) =>
    dataClass === "sealed" ? [{ model, field }] : [],
  ),
);
const newest = () => `v1.${env().FIELD_KEYS.writing}.%`;

async function countLeft(db: RawDatabase): Promise<number> {
  let left = 0;
  for (const { model, field } of sealedFields) {
    const { table, fields } = describe(model);
    const [[count = 0] = []] = await db.rows(
      `SELECT COUNT(*) FROM ${table} WHERE ${fields[field]?.column} NOT LIKE ?`,
      [newest()],
    );
    left += Number(count);
  }
  return left;
}

async function* rotateField(
  db: RawDatabase,
  model: string,
  field: string,
  unreadable: Set<string>,
): AsyncGenerator<number> {
  const { table, tenantField, fields } = describe(model);
  const column = fields[field]?.column;
  const index = fields[`${field}Index`]?.column;
  const select = `SELECT id, ${fields[tenantField]?.column}, ${column} FROM ${table} WHERE ${column} NOT LIKE ? AND id > ? ORDER BY id LIMIT ${batch}`;
  const update = `UPDATE ${table} SET ${column} = ?${index ? `, ${index} = ?` : ""} WHERE id = ? AND ${column} = ?`;
  let last: string | number = fields.id?.type === "Int" ? 0 : "";
  for (;;) {
    const rows = await db.rows(select, [newest(), last]);
    if (rows.length === 0) return;
    const changed = await db.transaction(async () => {
      let count = 0;
      for (const [id, accountId, sealed] of rows as [string | number, number, string][]) {
        const place = { model, field, accountId };
        const value = readable(sealed, place);
        if (value === undefined) unreadable.add(`${table} ${id}, ${column}`);
        else
          count += await db.run(update, [
            seal(value, place),
            ...(index ? [blindIndex(model, field, value)] : []),
            id,
            sealed,
          ]);
      }
      return count;
    });
    last = rows.at(-1)?.[0] as string | number;
    yield changed;
  }
}

function readable(sealed: string, place: Place): string | undefined {
  try {
    return open(sealed, place);
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}
