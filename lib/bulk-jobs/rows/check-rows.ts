import { createHash } from "node:crypto";
import type { CheckedFile, CheckedRow } from "@/lib/csv/table-file.ts";
import { letOthersWork } from "@/lib/process/let-others-work.ts";

/** What a good row asks for, and the digest that identifies the row. */
export interface GoodRow<Input> {
  readonly input: Input;
  /** SHA-256 of the input, in base64url. */
  readonly digest: string;
}

/** The digest that identifies a row by what it asks for. */
export const digestOf = (asked: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(asked)).digest("base64url");

/** A row that was read and checked. `good` is null when it has a fault. */
export interface ReadRow<Column extends string, Input> extends CheckedRow<Column> {
  readonly good: GoodRow<Input> | null;
}

/** A file that was read and checked: every row, the good ones, and the items of earlier jobs whose
 *  rows are done anew, because their result is gone. */
export interface ReadFile<Column extends string, Input> {
  readonly rows: readonly ReadRow<Column, Input>[];
  readonly good: readonly GoodRow<Input>[];
  readonly earlierJobId: number | null;
  readonly gone: readonly number[];
}

/** A row that is bad for one reason. */
export const withFault = <Column extends string, Input>(
  row: ReadRow<Column, Input>,
  column: NoInfer<Column>,
  fault: string,
): ReadRow<Column, Input> => ({
  ...row,
  faults: { [column]: fault } as CheckedRow<Column>["faults"],
  good: null,
});

// Other requests need not wait for a whole file.
const rowsInStep = 100;

/** Checks rows one after another, and names the line of the first one to each that has the same
 *  `key`. */
export async function checkRows<Row extends { readonly line: number }, Column extends string, Input>(
  rows: readonly Row[],
  check: (row: Row) => ReadRow<Column, Input>,
  twin: {
    readonly key: (row: ReadRow<Column, Input>) => string | null;
    readonly column: NoInfer<Column>;
    readonly fault: (line: number) => string;
  },
): Promise<ReadRow<Column, Input>[]> {
  const firstLine = new Map<string, number>();
  const checked: ReadRow<Column, Input>[] = [];
  for (const row of rows) {
    const one = check(row);
    const key = twin.key(one);
    const first = key === null ? undefined : firstLine.get(key);
    if (key !== null) firstLine.set(key, first ?? row.line);
    checked.push(first === undefined ? one : withFault(one, twin.column, twin.fault(first)));
    if (checked.length % rowsInStep === 0) await letOthersWork();
  }
  return checked;
}

/** What a person is shown of a file. */
export const shownFile = <Column extends string, Input>({
  rows,
  good,
  earlierJobId,
}: ReadFile<Column, Input>): CheckedFile<Column> => ({
  rows: rows.map(({ line, cells, faults }) => ({ line, cells, faults })),
  good: good.length,
  earlierJobId,
});
