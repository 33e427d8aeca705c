import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visibleOf, withoutInvisible } from "./pasted.ts";

const invisible = ["\u200B", "\u00AD", "\u200E", "\u202A", "\u202C", "\u2060", "\u2066", "\u2069", "\uFEFF"];
const around = fc.string({ unit: fc.constantFrom(...invisible, "a", "1", "+", "é", " "), maxLength: 30 });

describe("a pasted text", () => {
  it("is what one sees of it (C11)", () => {
    fc.assert(
      fc.property(around, (given) => {
        const seen = [...given].filter((one) => !invisible.includes(one)).join("");
        expect(withoutInvisible(given)).toBe(seen.replaceAll(/ +/g, " "));
        expect(visibleOf(given)).toBe(withoutInvisible(given));
      }),
    );
  });

  it("has spaces in place of tabs, line breaks and wide spaces (C11)", () => {
    expect(withoutInvisible("1\u00A0Main\tSt\r\nDoor\u30007")).toBe("1 Main St Door 7");
  });

  it("keeps the joiners of words and pictures, which a number has no use for (C11)", () => {
    for (const text of ["نامه\u200Cها", "👩\u200D🚀"]) expect(withoutInvisible(text)).toBe(text);
    expect(visibleOf("1\u200D2\uFE0F3")).toBe("123");
  });
});
