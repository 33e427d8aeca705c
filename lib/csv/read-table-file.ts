import { type CsvRecord, csvRecords, refused } from "./read-csv.ts";
import { type CheckedRow, columnNames, problemColumn, type TableFile } from "./table-file.ts";
import { readBack } from "./write-csv.ts";

/** A row of a file, as read. */
export interface CsvRow<Column extends string> {
  readonly line: number;
  readonly cells: CheckedRow<Column>["cells"];
  /** The row has more cells than the header. */
  readonly isTooLong: boolean;
}

/** What is wrong with a row that has more cells than the header. */
export const rowTooLong =
  "This row has more cells than the header. Put a cell with commas in quotation marks.";

// Keeps an answer from becoming much larger than what people look at.
const maxShownLength = 300;

/** Returns the rows of a file of a kind, with their cells by column. Throws INVALID_INPUT at `file`
 *  when it is no such file. */
export function readTableFile<Column extends string>(file: TableFile<Column>, csv: string): CsvRow<Column>[] {
  const { limits } = file;
  const records = csvRecords(csv, limits.cells);
  const columns = columnsOf(file, withoutEnd(headOf(records)?.cells ?? []));
  const rows: CsvRow<Column>[] = [];
  for (const { line, cells } of records) {
    if (rows.length === limits.rows)
      throw refused(
        `The file has more than ${limits.rows.toLocaleString("en")} rows. Send it in several files.`,
      );
    const named = columnNames(file).map(
      (name) =>
        [name, readBack((cells[columns.indexOf(name)] ?? "").trim()).slice(0, maxShownLength)] as const,
    );
    rows.push({
      line,
      cells: Object.fromEntries(named) as CheckedRow<Column>["cells"],
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

function columnsOf<Column extends string>(
  file: TableFile<Column>,
  cells: readonly string[],
): readonly (Column | typeof problemColumn)[] {
  const [only = ""] = cells;
  if (cells.length === 1 && /[;\t]/.test(only))
    throw refused("The cells are not separated by commas. Save the file as CSV with commas.");
  const titles: Readonly<Record<string, string>> = { ...file.columns, [problemColumn]: problemColumn };
  const columns = cells.map((title, at) => {
    // Earlier templates called it "Holder e-mail".
    const plain = title.trim().toLowerCase().replace("e-mail", "email");
    if (plain === "") throw refused(`Column ${at + 1} has no title. Give it one, or take it out.`);
    const name = Object.keys(titles).find((name) => titles[name]?.toLowerCase() === plain);
    if (name === undefined)
      throw refused(
        `There is no column “${title.trim().slice(0, 50).toWellFormed()}”. Begin with the template.`,
      );
    return name as Column | typeof problemColumn;
  });
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice) throw refused(`The column “${titles[twice]}” is there twice.`);
  const missing = file.needed.find((name) => !columns.includes(name));
  if (missing) throw refused(`The column “${titles[missing]}” is missing. Begin with the template.`);
  return columns;
}
