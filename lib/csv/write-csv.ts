/** The content of a cell. Numbers stay numbers, also one that is given as its decimals; text that a
 *  spreadsheet would run as a formula is escaped. */
export type CsvCell = string | number | bigint | { readonly decimals: string } | null;

/** The byte order mark that tells Excel a file is UTF-8. It comes once, at the very start. */
export const byteOrderMark = "\uFEFF";

/** One record of a CSV file (RFC 4180), with its line ending. Text that starts like a formula gets
 *  a leading apostrophe (OWASP, CSV injection). */
export function csvLine(cells: readonly CsvCell[]): string {
  let line = "";
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? null;
    line += (at === 0 ? "" : ",") + written(cell);
  }
  return `${line}\r\n`;
}

function written(cell: CsvCell): string | number | bigint {
  if (typeof cell === "string") return quoted(withoutFormula(cell));
  return typeof cell === "object" ? (cell?.decimals ?? "") : cell;
}

// Also matches a formula after invisible characters, and the full-width signs of East Asian
// keyboards.
const formula = /^(?:[\t\r\n\0]|[\s\p{Default_Ignorable_Code_Point}\p{Cc}]*[=+\-@＝＋－＠])/u;
// The fast path for most texts: no formula starts with a letter or a digit.
const harmless = /^[\p{L}\p{N}]/u;

/** The text, escaped so that no spreadsheet runs it as a formula. */
export function withoutFormula(text: string): string {
  return harmless.test(text) || !formula.test(text) ? text : `'${text}`;
}

/** The text of a cell as it was before `withoutFormula`, such as "+1 212 555 0100". */
export const readBack = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;

// Semicolons too: where the decimal sign is a comma, spreadsheets use them to separate cells.
const needsQuotes = /[",;\r\n\t\0]|^\s|\s$/;

const quoted = (text: string) => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
