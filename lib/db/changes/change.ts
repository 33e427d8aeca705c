import { describe, type ModelName } from "../schema.ts";

/** One changed row: each changed field with its old and new value. */
export interface Change {
  readonly accountId: number;
  readonly model: ModelName;
  readonly id: string;
  /** The row whose history shows this change: the row itself, or its parent. */
  readonly target: { readonly model: ModelName; readonly id: string };
  readonly fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
}

type StoredRow = Readonly<Record<string, unknown>> & { readonly id: number | string };

/** What the audit log says about a written row: its changed fields, without the value of those that
 *  are sealed or secret. Undefined for a model that has no history. */
export function changeOf(model: ModelName, row: StoredRow, fields: Change["fields"]): Change | undefined {
  const { machinery, fields: described, partOf, relations } = describe(model);
  if (machinery) return undefined;
  const shown = Object.entries(fields)
    .filter(([field]) => described[field] && !field.endsWith("Index"))
    .map(
      ([field, [before, after]]) =>
        [field, [shownValue(model, field, before), shownValue(model, field, after)]] as const,
    );
  const parent = partOf === undefined ? undefined : relations[partOf];
  const parentId = parent?.from.at(-1);
  const target =
    parent && parentId
      ? { model: parent.model as ModelName, id: String(row[parentId]) }
      : { model, id: String(row.id) };
  return { accountId: accountOf(row), model, id: String(row.id), target, fields: Object.fromEntries(shown) };
}

/** The row's own account. In a command across accounts, it differs from the acting one. */
export const accountOf = (row: Readonly<Record<string, unknown>>) => Number(row.accountId ?? row.id);

function shownValue(model: ModelName, field: string, value: unknown): unknown {
  const dataClass = describe(model).fields[field]?.dataClass;
  if (value === null || value === undefined) return null;
  if (dataClass === "sealed" || dataClass === "secret") return "•••";
  if (typeof value === "bigint") return value.toString();
  return value instanceof Date ? value.toISOString() : value;
}
