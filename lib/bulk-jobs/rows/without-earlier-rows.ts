import type { Reader } from "@/lib/db/transaction.ts";
import { type ReadFile, type ReadRow, withFault } from "./check-rows.ts";
import { findEarlierRows, type RowOutcome, type StillThere } from "./find-earlier-rows.ts";

interface Rule<Column extends string, Input> {
  /** What a row of this kind made: the card or the person. */
  readonly madeOf: (outcome: RowOutcome) => number | null;
  readonly stillThere: StillThere;
  /** The column that shows the fault, and its text for a row of an earlier file. */
  readonly column: NoInfer<Column>;
  readonly asBefore: string;
  /** What else is wrong with a row that no earlier file had. */
  readonly otherFault?: (input: Input) => string | undefined;
}

/** Marks the rows that an earlier file of the account had, and whose result is there or pending. */
export async function withoutEarlierRows<Column extends string, Input>(
  db: Reader,
  accountId: number,
  rows: readonly ReadRow<Column, Input>[],
  { madeOf, stillThere, column, asBefore, otherFault }: Rule<Column, Input>,
): Promise<ReadFile<Column, Input>> {
  const digests = rows.flatMap(({ good }) => good?.digest ?? []);
  const { earlier, gone } = await findEarlierRows(db, accountId, digests, madeOf, stillThere);
  const checked = rows.map((row) => {
    if (row.good === null) return row;
    const fault = earlier.has(row.good.digest) ? asBefore : otherFault?.(row.good.input);
    return fault === undefined ? row : withFault(row, column, fault);
  });
  const good = checked.flatMap(({ good }) => good ?? []);
  const [earlierJobId = null] = good.length === 0 ? earlier.values() : [];
  return { rows: checked, good, earlierJobId, gone };
}
