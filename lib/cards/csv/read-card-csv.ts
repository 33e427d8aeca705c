import { type CsvRecord, csvRecords, refused } from "@/lib/csv/read-csv.ts";
import {
  type CheckedRow,
  cardFileLimits,
  type IssueColumn,
  issueColumnNames,
  issueColumns,
  neededColumns,
  problemColumn,
} from "./card-csv.ts";

/** A row of a card file, as read. */
export interface CsvRow {
  readonly line: number;
  readonly cells: CheckedRow["cells"];
  /** The row has more cells than the header. */
  readonly isTooLong: boolean;
}

// Keeps an answer from becoming much larger than what people look at.
const maxShownLength = 300;

/** Returns the rows of a card file, with their cells by column. Throws INVALID_INPUT at `file` when
 *  it is not a card file. */
export function readCardCsv(csv: string): CsvRow[] {
  const records = csvRecords(csv, cardFileLimits.cells);
  const columns = columnsOf(withoutEnd(headOf(records)?.cells ?? []));
  const rows: CsvRow[] = [];
  for (const { line, cells } of records) {
    if (rows.length === cardFileLimits.rows)
      throw refused(
        `The file has more than ${cardFileLimits.rows.toLocaleString("en")} rows. Send it in several files.`,
      );
    const named = issueColumnNames.map(
      (name) => [name, (cells[columns.indexOf(name)] ?? "").trim().slice(0, maxShownLength)] as const,
    );
    rows.push({
      line,
      cells: Object.fromEntries(named) as CheckedRow["cells"],
      isTooLong: withoutEnd(cells).length > columns.length,
    });
  }
  if (rows.length === 0) throw refused("The file has no row below its header.");
  return rows;
}

// Excel can begin a file with a line such as sep=, that names the sign between its cells.
function headOf(records: Generator<CsvRecord>): CsvRecord | undefined {
  const first = nextOf(records);
  const isSeparator = /^sep=,?$/i.test(first?.cells[0] ?? "") && withoutEnd(first?.cells ?? []).length === 1;
  return isSeparator ? nextOf(records) : first;
}

const nextOf = (records: Generator<CsvRecord>) => records.next().value as CsvRecord | undefined;

// Excel leaves out empty cells at the end of a row, or adds some, as it likes.
function withoutEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
}

function columnsOf(cells: readonly string[]): readonly (IssueColumn | typeof problemColumn)[] {
  const [only = ""] = cells;
  if (cells.length === 1 && /[;\t]/.test(only))
    throw refused("The cells are not separated by commas. Save the file as CSV with commas.");
  const columns = cells.map((title, at) => {
    // Earlier templates called it "Holder e-mail".
    const plain = title.trim().toLowerCase().replace("e-mail", "email");
    if (plain === "") throw refused(`Column ${at + 1} has no title. Give it one, or take it out.`);
    if (plain === problemColumn.toLowerCase()) return problemColumn;
    const name = issueColumnNames.find((name) => issueColumns[name].toLowerCase() === plain);
    if (name === undefined)
      throw refused(
        `There is no column “${title.trim().slice(0, 50).toWellFormed()}”. Begin with the template.`,
      );
    return name;
  });
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice) throw refused(`The column “${{ ...issueColumns, Problem: "Problem" }[twice]}” is there twice.`);
  const missing = neededColumns.find((name) => !columns.includes(name));
  if (missing) throw refused(`The column “${issueColumns[missing]}” is missing. Begin with the template.`);
  return columns;
}
