import { UnreadableError } from "../encryption/encryption.ts";
import { openField, sealFields } from "../encryption/sealed-fields.ts";
import { describe, type ModelName, type Row, type RowChange } from "../schema.ts";
import { accountOf } from "./change.ts";

type Values = Record<string, unknown>;

/** The fields of a change that differ from the row, as they are stored. Undefined when none
 *  does. */
export function differingFields<M extends ModelName>(
  model: M,
  row: Row<M>,
  change: RowChange<M>,
): Values | undefined {
  const differing = Object.entries(change as Values).filter(
    ([field, value]) => value !== undefined && !same(value, clear(model, row, field)),
  );
  if (differing.length === 0) return undefined;
  return sealFields(model, accountOf(row as Values), Object.fromEntries(differing));
}

function clear<M extends ModelName>(model: M, row: Row<M>, field: string): unknown {
  if (describe(model).fields[field]?.dataClass !== "sealed") return (row as Values)[field];
  try {
    return openField(model, row, field as keyof Row<M> & string);
  } catch (error) {
    // A value whose key is lost can still be replaced.
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return typeof a === "object" && a !== null ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}
