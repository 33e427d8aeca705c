import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeSetupCode, readSetupCode } from "./setup-code.ts";

const now = new Date("2026-03-10T15:00:00Z");
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const day = 24 * 3_600_000;

describe("the code of set-up", () => {
  it("opens for 24 hours and not a second longer", () => {
    const code = makeSetupCode(now);
    expect(code).toMatch(/^([0-9a-f]{4}-){6}[0-9a-f]{4}$/);
    expect(readSetupCode(code, now)).toEqual(after(day));
    expect(readSetupCode(code, after(day - 1))).toEqual(after(day));
    expect(readSetupCode(code, after(day))).toBeNull();
  });

  it("is read however it is typed", () => {
    const code = makeSetupCode(now);
    for (const typed of [code.replaceAll("-", ""), code.toUpperCase(), ` ${code.replaceAll("-", " – ")}\n`])
      expect(readSetupCode(typed, now)).toEqual(after(day));
  });

  it("holds 80 bits that nobody can guess: no other digit anywhere opens it", () => {
    const code = makeSetupCode(now).replaceAll("-", "");
    fc.assert(
      fc.property(fc.nat(code.length - 1), fc.integer({ min: 1, max: 15 }), (place, by) => {
        const digit = ((Number.parseInt(code[place] ?? "", 16) + by) % 16).toString(16);
        expect(readSetupCode(code.slice(0, place) + digit + code.slice(place + 1), now)).toBeNull();
      }),
    );
  });

  it("is never made of other texts", () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => readSetupCode(text, now) === null));
    const code = makeSetupCode(now);
    for (const typed of ["", code.slice(1), `${code}0`, code.slice(0, 10)])
      expect(readSetupCode(typed, now)).toBeNull();
  });
});
