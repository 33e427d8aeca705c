import { byteOrderMark, csvLine } from "./write-csv.ts";

/** A kind of file that people fill in, one row for each thing: its columns with their titles. */
export interface TableFile<Column extends string> {
  readonly columns: Readonly<Record<Column, string>>;
  /** The columns that every file must have. */
  readonly needed: readonly Column[];
  readonly limits: { readonly bytes: number; readonly rows: number; readonly cells: number };
}

/** A checked row of a file: its cells, and the fault of each column that has one. */
export interface CheckedRow<Column extends string = string> {
  /** The line of the file where the row begins. */
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
  readonly faults: Readonly<Partial<Record<Column, string>>>;
}

/** A checked file. Checking changes nothing. */
export interface CheckedFile<Column extends string = string> {
  readonly rows: readonly CheckedRow<Column>[];
  /** How many rows can be done. */
  readonly good: number;
  /** The job that did these rows before. Set only when the file has no other row that can be
   *  done. */
  readonly earlierJobId: number | null;
}

/** The column that says what is wrong with a row that cannot be done. Ignored when it is read. */
export const problemColumn = "Problem";

/** The names of the columns of a file, in their order. */
export const columnNames = <Column extends string>({ columns }: TableFile<Column>) =>
  Object.keys(columns) as Column[];

/** Whether a checked row cannot be done. */
export const isFaulty = ({ faults }: CheckedRow): boolean => Object.keys(faults).length > 0;

/** The rows of a checked file that cannot be done, as such a file with what is wrong with each. */
export function faultyRowsCsv<Column extends string>(
  file: TableFile<Column>,
  rows: readonly CheckedRow<Column>[],
): string {
  const names = columnNames(file);
  const lines = rows
    .filter(isFaulty)
    .map(({ cells, faults }) => [...names.map((name) => cells[name]), problemOf(file, faults)]);
  return [byteOrderMark, ...[[...titlesOf(file), problemColumn], ...lines].map(csvLine)].join("");
}

/** A file with one example row. */
export const templateCsv = <Column extends string>(
  file: TableFile<Column>,
  example: Readonly<Record<Column, string>>,
): string =>
  byteOrderMark + csvLine(titlesOf(file)) + csvLine(columnNames(file).map((name) => example[name]));

const titlesOf = <Column extends string>(file: TableFile<Column>) =>
  columnNames(file).map((name) => file.columns[name]);

const problemOf = <Column extends string>(
  { columns }: TableFile<Column>,
  faults: CheckedRow<Column>["faults"],
) =>
  (Object.entries(faults) as [Column, string][])
    .map(([name, fault]) => `${columns[name]}: ${fault}`)
    .join(" ");
