import { byteOrderMark, csvLine } from "@/lib/csv/write-csv.ts";
import { cardFormLabels, cardTypeLabels, limitWindowLabels } from "../card.ts";

/** The columns of a file for issuing cards, and their titles. */
export const issueColumns = {
  email: "Holder email",
  cardType: "Card type",
  form: "Form",
  memo: "Memo",
  spendLimit: "Spend limit",
  spendLimitDuration: "Limit window",
  shipTo: "Ship to",
} as const;

export type IssueColumn = keyof typeof issueColumns;

export const issueColumnNames = Object.keys(issueColumns) as readonly IssueColumn[];

/** The column that says what is wrong with a row that cannot be issued. Ignored when it is read. */
export const problemColumn = "Problem";

/** The columns that every file must have. */
export const neededColumns: readonly IssueColumn[] = ["email", "cardType", "form"];

/** The maximum size of a card file. */
export const cardFileLimits = { bytes: 2_000_000, rows: 5_000, cells: 64 } as const;

/** A checked row of a card file: its cells, and the fault of each column that has one. */
export interface CheckedRow {
  /** The line of the file where the row begins. */
  readonly line: number;
  readonly cells: Readonly<Record<IssueColumn, string>>;
  readonly faults: Readonly<Partial<Record<IssueColumn, string>>>;
}

/** A checked file. Checking changes nothing. */
export interface CheckedFile {
  readonly rows: readonly CheckedRow[];
  /** How many rows can be issued. */
  readonly good: number;
  /** The job that issued these rows before. Set only when the file has no other row that can be
   *  issued. */
  readonly earlierJobId: number | null;
}

/** Whether a checked row cannot be issued. */
export const isFaulty = ({ faults }: CheckedRow): boolean => Object.keys(faults).length > 0;

/** The rows of a checked file that cannot be issued, as a card file with what is wrong with each. */
export function faultyRowsCsv(rows: readonly CheckedRow[]): string {
  const lines = rows
    .filter(isFaulty)
    .map(({ cells, faults }) => [...issueColumnNames.map((name) => cells[name]), problemOf(faults)]);
  return [byteOrderMark, ...[[...Object.values(issueColumns), problemColumn], ...lines].map(csvLine)].join(
    "",
  );
}

const problemOf = (faults: CheckedRow["faults"]) =>
  Object.entries(faults)
    .map(([name, fault]) => `${issueColumns[name as IssueColumn]}: ${fault}`)
    .join(" ");

/** A card file with one example row. */
export function cardCsvTemplate(): string {
  const example = [
    "name@company.com",
    cardTypeLabels.debit,
    cardFormLabels.virtual,
    "Team lunch",
    "500.00",
    limitWindowLabels.monthly,
    "",
  ];
  return byteOrderMark + csvLine(Object.values(issueColumns)) + csvLine(example);
}
