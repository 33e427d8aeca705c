import { describe, expect, it } from "vitest";
import { isEmpty, isSelected, nothing, range, withRows } from "./selection";

const page = ["1", "2", "3", "4"];

describe("a selection", () => {
  it("takes rows in and out, also those of other pages", () => {
    const some = withRows({ ids: ["9"] }, ["2", "3"], true);
    expect(some).toEqual({ ids: ["9", "2", "3"] });
    expect(withRows(some, ["2"], true)).toBe(some);
    expect(withRows(some, ["9", "3"], false)).toEqual({ ids: ["2"] });
    expect(isEmpty(withRows(nothing, ["2"], false))).toBe(true);
  });

  it("of all has the rows there were, and no row that came later (B5)", () => {
    const all = { ids: [...page, "8"], isAll: true };
    expect(isSelected(all, "8")).toBe(true);
    expect(isSelected(all, "77")).toBe(false);
    expect(withRows(all, ["2"], true)).toBe(all);
    expect(withRows(all, ["2"], false)).toEqual({ ids: ["1", "3", "4", "8"] });
    expect(withRows(all, ["77"], true)).toEqual({ ids: [...page, "8", "77"] });
  });
});

describe("a range", () => {
  it("goes up or down, and is one row without a beginning on the page", () => {
    expect(range(page, "2", "4")).toEqual(["2", "3", "4"]);
    expect(range(page, "4", "2")).toEqual(["2", "3", "4"]);
    expect(range(page, "3", "3")).toEqual(["3"]);
    expect(range(page, null, "3")).toEqual(["3"]);
    expect(range(page, "9", "3")).toEqual(["3"]);
  });
});
