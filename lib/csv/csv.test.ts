import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRecords, csvText } from "./read-csv.ts";
import { byteOrderMark, csvLine, withoutFormula } from "./write-csv.ts";

const read = (text: string) => [...csvRecords(text, 64)].map(({ cells }) => cells);
const bytes = (text: string) => new TextEncoder().encode(text);

describe("what is written", () => {
  it("is read again as it was, but for the apostrophe before formulas", () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom("=", "-", '"', ",", ";", "\r", "\n", "\t", " ", "a", "1") }),
    );
    const record = fc
      .array(cell, { minLength: 1, maxLength: 8 })
      .filter((cells) => cells.some((text) => text.trim() !== ""));
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), (records) => {
        const file = byteOrderMark + records.map((cells) => csvLine(cells)).join("");
        const safe = records.map((cells) => cells.map((text) => withoutFormula(text)));
        expect(read(csvText(bytes(file)))).toEqual(safe);
      }),
    );
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\n=1",
    "\u200B=1",
    "＝1",
    "－1",
    "\tharmless",
    "\uFEFF@x",
  ])("is no formula: %j", (text) => expect(withoutFormula(text)).toBe(`'${text}`));

  it.each(["", "Lunch", "1-2", "a=b", "'quoted", "3.50", "Ärzte", "東京", "(=)", "😀"])(
    "is left as it is: %j",
    (text) => expect(withoutFormula(text)).toBe(text),
  );

  it("keeps numbers as numbers, and quotes what needs it", () => {
    expect(csvLine([{ decimals: "-38.50" }])).toBe("-38.50\r\n");
    expect(csvLine([-5, 12n, null, "a,b", 'say "x"', "a;b", " a", ""])).toBe(
      '-5,12,,"a,b","say ""x""","a;b"," a",\r\n',
    );
  });
});

describe("a text", () => {
  it.each([
    [
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ['"a\r\nb",""\n', [["a\r\nb", ""]]],
    ['"say ""x"""', [['say "x"']]],
    ["a\n\n\n,,\nb\n", [["a"], ["b"]]],
    ["a,\n", [["a", ""]]],
  ])("%j is read", (text, records) => expect(read(text)).toEqual(records));

  it.each([
    ['a,"b', "The quotation mark on line 1 is never closed"],
    ['a\nb"c', "Line 2 has a quotation mark within a cell"],
    ['"a"b', "Line 1 goes on after a closing quotation mark"],
    ["a\rb", "Line 1 ends with a carriage return alone"],
    [",".repeat(64), "Line 1 has more than 64 cells"],
  ])("%j is refused", (text, message) => expect(() => read(text)).toThrow(message));

  it("says on which line of the file a record begins", () => {
    expect([...csvRecords('a\n"b\nc"\n\nd', 64)].map(({ line }) => line)).toEqual([1, 2, 5]);
  });
});
