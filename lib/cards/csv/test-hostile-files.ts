import { gzipSync } from "node:zlib";

/** The header line of a card file. */
export const cardFileHeader = "Holder email,Card type,Form,Memo,Spend limit,Limit window,Ship to\n";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));

/** Files that are not valid card files, by name. Each must be refused as a whole. */
export const hostileFiles: readonly (readonly [string, () => string | Uint8Array])[] = [
  ["nothing", () => ""],
  ["nothing but the mark of UTF-8", () => "\uFEFF"],
  ["white space", () => " \r\n\t\r\n".repeat(1_000)],
  ["a header alone", () => cardFileHeader],
  ["a header and empty rows", () => `${cardFileHeader}${",,,,,,\n".repeat(5_000)}`],
  ["the mark of UTF-8 twice", () => `\uFEFF\uFEFF${cardFileHeader}`],
  ["a formula for a header", () => '=cmd|" /C calc"!A0,Form\n'],
  ["a million columns", () => `${"a,".repeat(999_000)}a\n`],
  ["a million empty columns", () => ",".repeat(1_900_000)],
  ["a row of a million cells", () => `${cardFileHeader}${",".repeat(1_000_000)}`],
  ["as many rows as fit", () => cardFileHeader + "a,b,c,d,e,f,g\n".repeat(140_000)],
  ["a million empty lines", () => cardFileHeader + "\n".repeat(1_900_000)],
  ["a quotation mark that is never closed", () => `${cardFileHeader}"${"x".repeat(1_900_000)}`],
  ["nothing but quotation marks", () => '"'.repeat(1_900_001)],
  ["a quotation mark within a cell", () => `${cardFileHeader}a"b`],
  ["text after a closing quotation mark", () => `${cardFileHeader}"a"b`],
  ["a zero byte", () => `${cardFileHeader}a\0b`],
  ["zero bytes", () => new Uint8Array(1_000_000)],
  ["UTF-16 with its mark", () => utf16(`\uFEFF${cardFileHeader}`)],
  ["UTF-16 without", () => utf16(cardFileHeader)],
  ["bytes that are no UTF-8", () => new Uint8Array([...bytesOf(cardFileHeader), 0xff, 0xfe, 0x80])],
  ["letters in Latin-1", () => new Uint8Array(Buffer.from(`${cardFileHeader}jos\u00e9@x.example`, "latin1"))],
  ["an overlong encoding", () => new Uint8Array([...bytesOf(cardFileHeader), 0xc0, 0xaf])],
  ["half of a surrogate pair", () => new Uint8Array([...bytesOf(cardFileHeader), 0xed, 0xa0, 0x80])],
  ["carriage returns alone", () => `${cardFileHeader.replace("\n", "\r")}a,b,c,d,e,f,g\r`],
  ["semicolons", () => cardFileHeader.replaceAll(",", ";")],
  ["tabs", () => cardFileHeader.replaceAll(",", "\t")],
  ["a column twice", () => `Form,${cardFileHeader}`],
  ["a column called __proto__", () => "__proto__,Holder email,Card type,Form\n"],
  ["a column called constructor", () => "constructor,Holder email,Card type,Form\n"],
  ["a column without a name", () => `,${cardFileHeader}`],
  ["a column that turns around", () => `\u202E${cardFileHeader}`],
  ["a column with a zero-width space", () => cardFileHeader.replace("Form", "Fo\u200Brm")],
  ["a column missing", () => "Holder email,Card type\na,b"],
  ["a web page", () => "<html><script>alert(1)</script></html>"],
  ["JSON", () => JSON.stringify([{ email: "a" }])],
  ["something compressed", () => new Uint8Array(gzipSync(cardFileHeader.repeat(10_000)))],
  ["a workbook", () => new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])],
  ["a picture", () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ["a document", () => "%PDF-1.7\n%âãÏÓ\n"],
  ["a program", () => new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
];

/** The maximum number of rows, with a fault in every cell. */
export const fileOfFaultyRows = () =>
  cardFileHeader +
  Array.from(
    { length: 5_000 },
    (_, at) => `x${at}@demo.example,<b>,=1+1,${"m".repeat(300)},1e9,never,here`,
  ).join("\n");
