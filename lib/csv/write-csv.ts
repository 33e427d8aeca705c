/** What a cell holds. Numbers stay numbers; a text that a spreadsheet would take for a formula is made harmless. */
export type CsvCell = string | number | bigint | null;

/** The mark by which Excel knows that a file is UTF-8; once, before everything else. */
export const byteOrderMark = "\uFEFF";

/** One record of a CSV file (RFC 4180), with its line end. A text that begins as a formula gets a leading apostrophe (OWASP, CSV injection). */
export function csvLine(cells: readonly CsvCell[]): string {
  let line = "";
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? null;
    line += (at === 0 ? "" : ",") + (typeof cell === "string" ? quoted(withoutFormula(cell)) : (cell ?? ""));
  }
  return `${line}\r\n`;
}

// Also behind what cannot be seen, and in the full width of East Asian keyboards.
const formula = /^(?:[\t\r\n\0]|[\s\p{Default_Ignorable_Code_Point}\p{Cc}]*[=+\-@＝＋－＠])/u;
// Where most texts end the matter: a letter or a digit begins no formula.
const harmless = /^[\p{L}\p{N}]/u;

/** A text as no spreadsheet takes it for a formula. */
export function withoutFormula(text: string): string {
  return harmless.test(text) || !formula.test(text) ? text : `'${text}`;
}

// Semicolons too: where the decimal sign is a comma, spreadsheets take them for the end of a cell.
const needsQuotes = /[",;\r\n\t\0]|^\s|\s$/;

const quoted = (text: string) => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
