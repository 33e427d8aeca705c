import { type CsvCell, csvLine } from "@/lib/csv/write-csv.ts";
import type { SqlValue } from "@/lib/db/engines/database.ts";
import { fieldColumns, type RowReader } from "@/lib/db/row-reader.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import type { RowKey } from "./cursor.ts";

/** A row of a list as a CSV line. */
export interface CsvRow<Id extends RowKey> {
  readonly id: Id;
  readonly line: string;
}

/** A cell of an exported list. `Known` is what it needs besides the row. */
export interface Cell<Known> {
  readonly title: string;
  /** The fields that the cell reads. */
  readonly fields: readonly string[];
  /** Builds the cell from a row, starting at the index of its first field. */
  of(row: readonly SqlValue[], at: number, knows: Known): CsvCell;
}

/** Reads rows as lines straight from the arrays that the database returns. Building an object for
 *  each row would make a million rows several times slower. */
export function csvReader<Id extends RowKey, Known>(
  model: ModelName,
  cells: readonly Cell<Known>[],
  knows: Known,
): RowReader<CsvRow<Id>> {
  const columns = ["id", ...cells.flatMap(({ fields }) => fields)];
  const keyOf = describe(model).fields.id?.type === "String" ? String : Number;
  let at = 1;
  const parts = cells.map(({ fields, of }) => {
    const first = at;
    at += fields.length;
    return (row: readonly SqlValue[]) => of(row, first, knows);
  });
  return {
    ...fieldColumns(model, columns),
    read: (row: readonly SqlValue[]): CsvRow<Id> => ({
      id: keyOf(row[0]) as Id,
      line: csvLine(parts.map((part) => part(row))),
    }),
  };
}

const text = (value: SqlValue | undefined) => (value ?? null) as string | null;

/** The text of the first field of a cell. Null where there is none. */
export const textOf = (row: readonly SqlValue[], at: number) => text(row[at]);

/** The label of the first field of a cell. */
export const labelled =
  (labels: Readonly<Record<string, string>>) => (row: readonly SqlValue[], at: number) =>
    labels[String(row[at])] ?? null;
