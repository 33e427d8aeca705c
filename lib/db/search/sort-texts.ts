import { describe } from "../schema.ts";
import { sortText } from "./fold.ts";

type Values = Readonly<Record<string, unknown>>;

/** The fields of a model that hold another field's text as it is sorted, with that field. */
export function sortFields(model: string): readonly { field: string; of: string; maxLength: number }[] {
  const known = sorted.get(model);
  if (known) return known;
  const found = Object.entries(describe(model).fields).flatMap(([field, { sortOf, length }]) =>
    sortOf === undefined ? [] : [{ field, of: sortOf, maxLength: length?.[1] ?? 0 }],
  );
  sorted.set(model, found);
  return found;
}

const sorted = new Map<string, ReturnType<typeof sortFields>>();

/** The sorted texts that belong to written values. Values that set no such text give none. */
export function sortTextsOf(model: string, values: Values): Record<string, string> {
  return Object.fromEntries(
    sortFields(model).flatMap(({ field, of, maxLength }) =>
      typeof values[of] === "string" ? [[field, sortText(values[of], maxLength)]] : [],
    ),
  );
}

/** Rows by name as people sort it, for short lists. Equal names stay in their order. */
export function sortedByName<R extends { readonly name: string }>(rows: readonly R[]): R[] {
  const keyed = rows.map((row) => ({ row, key: sortText(row.name, maxCompared) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}

const maxCompared = 200;
