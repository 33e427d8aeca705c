import { describe, expect, it } from "vitest";
import { isEmpty, isSelected, nothing, range, withRows } from "./selection";

const page = ["1", "2", "3", "4"];

describe("a selection", () => {
  it("takes rows in and out, also those of other pages", () => {
    const some = withRows({ ids: ["9"] }, ["2", "3"], true, page);
    expect(some).toEqual({ ids: ["9", "2", "3"] });
    expect(withRows(some, ["2"], true, page)).toEqual({ ids: ["9", "3", "2"] });
    expect(withRows(some, ["9", "3"], false, page)).toEqual({ ids: ["2"] });
    expect(isEmpty(withRows(nothing, ["2"], false, page))).toBe(true);
  });

  it("of all has every row, and is one of the page's others when a row is taken out", () => {
    const all = { all: "status=frozen" };
    expect(isSelected(all, "77")).toBe(true);
    expect(isEmpty({ all: "" })).toBe(false);
    expect(withRows(all, ["2"], true, page)).toBe(all);
    expect(withRows(all, ["2"], false, page)).toEqual({ ids: ["1", "3", "4"] });
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
