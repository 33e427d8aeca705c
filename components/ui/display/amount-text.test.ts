import { describe, expect, it } from "vitest";
import { currencySign, groupAmount, minorUnits } from "./amount-text";

describe("groupAmount", () => {
  it.each([
    ["1,250.5", "1,250.50"],
    ["1250", "1,250.00"],
    ["$ 1 250.5", "1,250.50"],
    ["USD 1,250.5", "1,250.50"],
    ["0007", "7.00"],
    ["0", "0.00"],
    ["12.", "12.00"],
    ["123456789012345678901.1", "123,456,789,012,345,678,901.10"],
  ])("writes %s as %s", (text, grouped) => {
    expect(groupAmount(text, 2)).toBe(grouped);
  });

  it.each(["", " ", "abc", "1.250,50", "12,50", "1,2500", "1.005", "-5", "1e3", ".5.", "--"])(
    "leaves %j for the server to refuse",
    (text) => {
      expect(groupAmount(text, 2)).toBe(text);
    },
  );

  it("knows currencies without cents", () => {
    expect(groupAmount("1250", 0)).toBe("1,250");
    expect(groupAmount("1250.5", 0)).toBe("1250.5");
  });
});

describe("currencySign", () => {
  it("is the sign people know, or the code", () => {
    expect([currencySign("USD"), currencySign("EUR"), currencySign("CHF")]).toEqual(["$", "€", "CHF"]);
  });
});

describe("minorUnits", () => {
  it.each([
    ["1,250.5", 2, "125050"],
    ["$12", 2, "1200"],
    ["0.07", 2, "7"],
    ["0", 2, "0"],
    ["5,000", 0, "5000"],
    ["1.5", 3, "1500"],
  ])("of %s with %i digits are %s", (text, digits, units) => {
    expect(minorUnits(text, digits)).toBe(units);
  });

  it.each(["", "a lot", "1.005", "-5", "1.250,50"])("of %j are none", (text) => {
    expect(minorUnits(text, 2)).toBeUndefined();
  });
});
