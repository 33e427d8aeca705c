import { describe, expect, it } from "vitest";
import {
  categoryName,
  fitsSearch,
  highRiskCodes,
  merchantCategory,
  merchantCategoryGroups,
} from "./merchant-categories.ts";

const all = merchantCategoryGroups.flatMap(({ categories }) => categories);

describe("the merchant categories", () => {
  it("have four digits each, and stand there once", () => {
    expect(all.filter(({ code }) => !/^\d{4}$/.test(code))).toEqual([]);
    const codes = all.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it("have names that tell them apart", () => {
    const names = all.map(({ name }) => name);
    expect(names.filter((name) => name.trim() !== name || name.length < 3 || name.length > 60)).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("stand in groups that have a name of their own and are not empty", () => {
    const names = merchantCategoryGroups.map(({ name }) => name);
    expect(names.every((name) => name.trim().length > 3)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
    expect(merchantCategoryGroups.filter(({ categories }) => categories.length === 0)).toEqual([]);
  });

  it("hold what the demo and most businesses use", () => {
    for (const code of ["3000", "4111", "4511", "5734", "5812", "6011", "7011", "7372", "7995"])
      expect(all.some((category) => category.code === code)).toBe(true);
    expect(all.length).toBeGreaterThan(350);
  });

  it("are of high risk where it is cash, gambling, adult or money sent on, and nowhere else", () => {
    const groups = merchantCategoryGroups.filter(({ categories }) =>
      categories.some(({ isHighRisk }) => isHighRisk),
    );
    expect(groups.map(({ name }) => name)).toEqual([
      "Gambling",
      "Cash, quasi-cash and money transfer",
      "Adult entertainment and dating",
    ]);
    expect(groups.flatMap(({ categories }) => categories).every(({ isHighRisk }) => isHighRisk)).toBe(true);
    expect([...highRiskCodes].sort()).toEqual(
      groups.flatMap(({ categories }) => categories.map(({ code }) => code)).sort(),
    );
  });
});

describe("merchantCategory", () => {
  it("finds a category by its code", () => {
    expect(merchantCategory("7995")).toEqual({
      code: "7995",
      name: "Betting, casinos and lottery tickets",
      isHighRisk: true,
    });
  });

  it("says of a code that it is not on the list", () => {
    expect(merchantCategory("3999")).toEqual({ code: "3999", name: "Not on this list", isHighRisk: false });
    expect(merchantCategory("constructor").name).toBe("Not on this list");
  });
});

describe("categoryName", () => {
  it.each([
    ["4121", "Taxis"],
    ["3349", "Airline"],
    ["3400", "Car rental"],
    ["3999", "Hotel"],
    ["0000", "Category 0000"],
    ["4999", "Category 4999"],
  ])("calls %s %s", (code, name) => {
    expect(categoryName(code)).toContain(name);
  });
});

describe("fitsSearch", () => {
  const taxi = merchantCategory("4121");
  it.each(["taxi", "TAXI ride", "4121", "transport taxi", "", " "])("finds taxis by %j", (search) => {
    expect(fitsSearch(taxi, "Travel and transport", search)).toBe(true);
  });

  it.each(["taxi casino", "4122", "[", "*"])("does not find taxis by %j", (search) => {
    expect(fitsSearch(taxi, "Travel and transport", search)).toBe(false);
  });
});
