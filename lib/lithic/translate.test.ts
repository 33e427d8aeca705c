import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lithicStates, splitName, stateOf, statusOf } from "./translate.ts";

describe("a name as the issuer prints it", () => {
  it.each([
    ["Ada Lovelace", "Ada", "Lovelace"],
    ["Ada King Noel", "Ada King", "Noel"],
    ["Plato", "Plato", "Plato"],
    ["  Ada   Lovelace ", "Ada", "Lovelace"],
    ["Maximiliana Wolfeschlegelsteinhausen", "M", "Wolfeschlegelsteinhausen"],
  ])("of %j is %j and %j", (name, first_name, last_name) => {
    expect(splitName(name)).toEqual({ first_name, last_name });
  });

  it("never is longer than it may be, nor empty", () => {
    const name = fc
      .array(fc.stringMatching(/^[A-Za-zÀ-ž'-]{1,40}$/), { minLength: 1, maxLength: 5 })
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(name, (given) => {
        const { first_name, last_name } = splitName(given);
        expect(first_name.length).toBeGreaterThan(0);
        expect(last_name.length).toBeGreaterThan(0);
        expect(last_name.length).toBeLessThanOrEqual(24);
        expect(first_name.length + last_name.length).toBeLessThanOrEqual(25);
      }),
    );
  });
});

describe("the state of a card", () => {
  it("is a word of ours for every word of the issuer's, and back where we may set it", () => {
    expect(lithicStates.map(statusOf)).toEqual(["pending", "pending", "active", "frozen", "inactive"]);
    for (const status of ["active", "frozen", "inactive"] as const)
      expect(statusOf(stateOf[status])).toBe(status);
  });
});
