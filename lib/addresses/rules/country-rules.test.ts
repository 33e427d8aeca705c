import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allCountries } from "../countries.ts";
import { placeHints, readPlace } from "./country-rules.ts";
import { hasNoPostalCode, parsePostalCode, postalCodeExample } from "./postal-codes.ts";
import { regionCodes, regionName } from "./regions.ts";

const codes = allCountries.map(({ code }) => code);
const country = fc.constantFrom(...codes);

describe("a postal code", () => {
  it.each([
    ["USA", "621701234", "62170-1234"],
    ["USA", "62701", "62701"],
    ["CAN", "k1a0b1", "K1A 0B1"],
    ["GBR", "sw1a2aa", "SW1A 2AA"],
    ["GBR", "M1 1AE", "M1 1AE"],
    ["IRL", "d02af30", "D02 AF30"],
    ["IRL", "D6WXH92", "D6W XH92"],
    ["NLD", "1012ab", "1012 AB"],
    ["JPN", "1000001", "100-0001"],
    ["BRA", "01310100", "01310-100"],
    ["LVA", "lv 1010", "LV-1010"],
    ["SWE", "11455", "114 55"],
    ["DEU", "10115", "10115"],
    ["AUS", "2000", "2000"],
    ["VNM", "as it is", "as it is"],
  ])("in %s, typed as %s, is %s (C12)", (code, typed, written) => {
    expect(parsePostalCode(typed, code)).toBe(written);
  });

  it.each([
    ["USA", "2134"],
    ["USA", "021345"],
    ["USA", "62701-12"],
    ["CAN", "12345"],
    ["GBR", "12345"],
    ["DEU", "1011"],
    ["AUS", "NSW 2000"],
    ["JPN", "１０００００１"],
  ])("in %s cannot be %s (C12)", (code, typed) => {
    expect(parsePostalCode(typed, code)).toBeUndefined();
  });

  it("that is an example in a hint is one, for every country (C12)", () => {
    for (const code of codes)
      for (const example of postalCodeExample(code)?.split(" or ") ?? [])
        expect(parsePostalCode(example, code)).toBe(example);
  });

  it("is the same once it was read, whatever the country (C12)", () => {
    const typed = fc.string({ unit: fc.constantFrom(..."0123456789ABCab -"), maxLength: 10 });
    fc.assert(
      fc.property(country, typed, (code, text) => {
        const once = parsePostalCode(text, code);
        if (once !== undefined) expect(parsePostalCode(once, code)).toBe(once);
      }),
    );
  });
});

describe("a place", () => {
  it("never needs what its country does not have (C12)", () => {
    for (const code of codes.filter(hasNoPostalCode)) {
      expect(readPlace({ region: "", postalCode: "", country: code }).faults).toEqual({});
      expect(placeHints(code).postalCode).toBeNull();
    }
  });

  it("is in a region by its code, in any case, and not by its name (C12)", () => {
    for (const code of codes)
      for (const region of regionCodes(code) ?? []) {
        const read = (typed: string) => readPlace({ region: typed, postalCode: "", country: code });
        expect(read(region.toLowerCase()).place.region).toBe(region);
        expect(read(region.toLowerCase()).faults.region).toBeUndefined();
        expect(read(regionName(code, region)).faults.region).toBe(
          `Enter ${regionName(code, region)} as ${region}.`,
        );
      }
  });
});
