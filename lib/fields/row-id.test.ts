import { describe, expect, it } from "vitest";
import { parseRowId } from "./row-id.ts";

describe("parseRowId()", () => {
  it.each([1, 7, 999_999_999, 1_000_000_000, 2_147_483_647])("reads %i", (id) =>
    expect(parseRowId(String(id))).toBe(id),
  );

  it.each([
    "",
    "0",
    "-1",
    "+1",
    "01",
    "1.0",
    "1e3",
    " 1",
    "1\n",
    "١",
    "2147483648",
    "9999999999",
    "12345678901",
    ["1"],
    null,
    undefined,
  ])("refuses %j", (text) => expect(parseRowId(text)).toBeUndefined());
});
