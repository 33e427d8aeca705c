import { byteOrderMark, csvLine } from "@/lib/csv/write-csv.ts";
import { cardFormLabels, cardTypeLabels, limitWindowLabels } from "./card.ts";

/** The columns of a file that cards are issued from, and what stands above them. */
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

/** Those that every file has to have. */
export const neededColumns: readonly IssueColumn[] = ["email", "cardType", "form"];

/** What a file of cards may be at most. */
export const largestCardFile = { bytes: 2_000_000, rows: 5_000, cells: 64 } as const;

/** A row of such a file, as it was checked: what stands in it, and the fault of each column that has one. */
export interface CheckedRow {
  /** The line of the file it begins on. */
  readonly line: number;
  readonly cells: Readonly<Record<IssueColumn, string>>;
  readonly faults: Readonly<Partial<Record<IssueColumn, string>>>;
}

/** A file as it was checked; nothing was changed by that. */
export interface CheckedFile {
  readonly rows: readonly CheckedRow[];
  /** How many of the rows can be issued. */
  readonly good: number;
  /** The job that its rows were given to before, when there is no other row in it that can be issued. */
  readonly earlierJobId: number | null;
}

/** An empty file of cards with one row that shows how it is filled in. */
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
