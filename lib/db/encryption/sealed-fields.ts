import { describe, type ModelName, type Row } from "../schema.ts";
import { blindIndex, open, seal } from "./encryption.ts";

type Values = Record<string, unknown>;

/** Converts new values to their stored form: sealed fields encrypted, with their blind index
 *  where the table has one. */
export function sealFields(model: ModelName, accountId: number, values: Values): Values {
  const { fields } = describe(model);
  const stored: Values = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const sealed = fields[field]?.dataClass === "sealed";
    stored[field] = sealed && typeof value === "string" ? seal(value, { model, field, accountId }) : value;
    if (sealed && `${field}Index` in fields)
      stored[`${field}Index`] = typeof value === "string" ? blindIndex(model, field, value) : null;
  }
  return stored;
}

/** The plaintext of a sealed field. Null when it is empty. Throws UnreadableError when it cannot
 *  be decrypted. */
export function openField<M extends ModelName, F extends keyof Row<M> & string>(
  model: M,
  row: Pick<Row<M>, F> & { readonly id?: number | string; readonly accountId?: number },
  field: F,
): string | null {
  const { id, accountId = id } = row as unknown as { id: number; accountId?: number };
  const value = row[field] as string | null;
  return value === null ? null : open(value, { model, field, accountId });
}
