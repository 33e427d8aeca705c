import { invalidField } from "@/lib/errors.ts";

/** A record of a CSV file, and the number of its first line, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Decodes a CSV file: UTF-8, with or without the byte order mark that Excel adds. Throws
 *  INVALID_INPUT at `file` for anything else. */
export function csvText(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text.includes("\0"))
    throw refused("The file holds zero bytes, so it is no text in UTF-8. Save it as “CSV UTF-8”.");
  if (text.trim() === "") throw refused("The file is empty. Choose another, or begin with the template.");
  return text;
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b)
    throw refused("This is a workbook or an archive, not CSV. Save it as “CSV UTF-8” first.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("The file is not UTF-8. Save it as “CSV UTF-8”.");
  }
}

/** The records of a CSV text, strictly after RFC 4180, with either kind of line ending. Skips blank
 *  lines. Throws INVALID_INPUT at `file`, naming the line, for malformed text and for too many
 *  cells, because nothing after that line can be trusted. */
export function* csvRecords(text: string, maxCells: number): Generator<CsvRecord> {
  const source = new Source(text);
  while (!source.isOver) {
    const { line } = source;
    const cells = [source.cell()];
    while (source.skip(",")) {
      if (cells.length === maxCells)
        throw refused(`Line ${line} has more than ${maxCells} cells. Take out what is not in the template.`);
      cells.push(source.cell());
    }
    source.endLine();
    if (cells.some((cell) => cell.trim() !== "")) yield { line, cells };
  }
}

class Source {
  line = 1;
  readonly #text: string;
  readonly #plain = /[^",\r\n]*/y;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isOver(): boolean {
    return this.#at >= this.#text.length;
  }

  skip(wanted: string): boolean {
    const isThere = this.#text.startsWith(wanted, this.#at);
    if (isThere) this.#at += wanted.length;
    return isThere;
  }

  cell(): string {
    if (this.#text[this.#at] === '"') return this.#quotedCell();
    this.#plain.lastIndex = this.#at;
    const cell = this.#plain.exec(this.#text)?.[0] ?? "";
    this.#at += cell.length;
    if (this.#text[this.#at] === '"')
      throw refused(
        `Line ${this.line} has a quotation mark within a cell. Put the whole cell in quotation marks, and double those in it.`,
      );
    return cell;
  }

  #quotedCell(): string {
    const { line } = this;
    const parts: string[] = [];
    do {
      const end = this.#text.indexOf('"', this.#at + 1);
      if (end < 0)
        throw refused(
          `The quotation mark on line ${line} is never closed. Close it, or double it where it stands for itself.`,
        );
      parts.push(this.#text.slice(this.#at + 1, end));
      this.#at = end + 1;
    } while (this.#text[this.#at] === '"');
    const cell = parts.join('"');
    this.line += cell.split("\n").length - 1;
    if (!this.isOver && !/[,\r\n]/.test(this.#text[this.#at] ?? ""))
      throw refused(
        `Line ${this.line} goes on after a closing quotation mark. Double the quotation marks within a cell.`,
      );
    return cell;
  }

  endLine(): void {
    if (this.isOver) return;
    if (!this.skip("\r\n") && !this.skip("\n"))
      throw refused(`Line ${this.line} ends with a carriage return alone. Save it as “CSV UTF-8” anew.`);
    this.line += 1;
  }
}

/** The error for an unusable file. */
export const refused = (message: string) => invalidField("file", message);
