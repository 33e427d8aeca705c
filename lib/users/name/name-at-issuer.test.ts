import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printedName, registeredName } from "./name-at-issuer.ts";

const printed = (givenName: string, familyName: string) =>
  Object.values(printedName({ givenName, familyName }));

describe("a name as the issuer prints it", () => {
  it.each([
    ["Ada", "Lovelace", "Ada", "Lovelace"],
    ["Ada King", "Noel", "Ada King", "Noel"],
    ["María del Carmen", "García Hernández", "María del", "García Hernández"],
    ["Madonna", "", "Madonna", "."],
    ["Maximiliana", "Wolfeschlegelsteinhausenberger", "M", "Wolfeschlegelsteinhausen"],
    ["👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀", "Ride", "👩‍🚀👩‍🚀👩‍🚀👩‍🚀", "Ride"],
    ["क्षितिज".repeat(5), "शर्मा", "क्षितिजक्षितिजक्षिति", "शर्मा"],
  ])("of %s and %s is %s and %s (C10)", (givenName, familyName, first, last) => {
    expect(printed(givenName, familyName)).toEqual([first, last]);
  });

  const name = fc.record({
    givenName: fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
    familyName: fc.string({ unit: "grapheme", maxLength: 40 }),
  });

  it("is never longer than it may be, nor empty, nor cut within a character (C10)", () => {
    const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
    const startsOf = (text: string) => [...characters.segment(text)].map(({ index }) => index);
    fc.assert(
      fc.property(name, (given) => {
        fc.pre(given.givenName.trim() === given.givenName && given.familyName.trim() === given.familyName);
        const [first = "", last = ""] = printed(given.givenName, given.familyName);
        for (const part of [first, last]) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(24);
          expect(part.isWellFormed()).toBe(true);
        }
        expect(first.length + last.length).toBeLessThanOrEqual(25);
        for (const [part, whole] of [
          [first, given.givenName],
          [last, given.familyName || "."],
        ] as const) {
          expect(whole.startsWith(part)).toBe(true);
          const rest = whole.slice(part.length).trimStart();
          const isFirst = startsOf(whole).filter((start) => start < part.length).length === 1;
          if (rest !== "" && !isFirst) expect(startsOf(whole)).toContain(whole.length - rest.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("is the whole name where it fits (C10)", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z][a-z]{1,10}$/),
        fc.stringMatching(/^[A-Z][a-z]{1,12}$/),
        (one, two) => {
          expect(printed(one, two)).toEqual([one, two]);
        },
      ),
    );
  });
});

describe("a name as the issuer registers it", () => {
  it("is whole, and never the same word twice (C10)", () => {
    const long = { givenName: "María del Carmen de los Dolores", familyName: "García Hernández" };
    expect(registeredName(long)).toEqual({ firstName: long.givenName, lastName: long.familyName });
    expect(registeredName({ givenName: "Madonna", familyName: "" })).toEqual({
      firstName: "Madonna",
      lastName: ".",
    });
  });
});
