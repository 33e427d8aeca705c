import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencySign, formatMoney, groupedDecimal, minorDigits, toDecimal } from "@/lib/money.ts";

const currency = fc.constantFrom("USD", "EUR", "JPY", "KRW", "KWD", "TND", "CLF");

describe("minorDigits()", () => {
  it.each([
    ["USD", 2],
    ["EUR", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["KWD", 3],
    ["CLF", 4],
    // Prices in these currencies usually have no decimals, but ISO 4217 gives them some.
    ["PKR", 2],
    ["COP", 2],
    ["IDR", 2],
    ["HUF", 2],
    ["IQD", 3],
  ])("knows that %s has %i", (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });

  it.each(["", "US", "usd", "DOLLAR", "U$D", "USD\n"])(
    "throws RangeError for %j, which is no currency",
    (code) => {
      expect(() => minorDigits(code)).toThrow(RangeError);
    },
  );
});

describe("formatMoney()", () => {
  it("is exact for twenty digits and more", () => {
    expect(formatMoney(12_345_678_901_234_567_890n, "USD")).toBe("$123,456,789,012,345,678.90");
    expect(formatMoney(-12_345_678_901_234_567_891n, "USD")).toBe("-$123,456,789,012,345,678.91");
    expect(formatMoney(12_345_678_901_234_567_890n, "JPY")).toBe("¥12,345,678,901,234,567,890");
    expect(formatMoney(12_345_678_901_234_567_891n, "KWD").replace(/\s/g, " ")).toBe(
      "KWD 12,345,678,901,234,567.891",
    );
  });

  it("keeps every digit of every amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), currency, (minor, code) => {
        const shown = formatMoney(minor, code);
        expect(shown.replace(/[^\d.]/g, "")).toBe(toDecimal(minor, code).replace("-", ""));
        expect(shown.startsWith("-")).toBe(minor < 0n);
      }),
    );
  });

  it("shows as many decimals as the issuer counts in", () => {
    expect(formatMoney(123_456n, "PKR").replace(/\s/g, " ")).toBe("PKR 1,234.56");
    expect(formatMoney(5n, "USD")).toBe("$0.05");
    expect(formatMoney(-5n, "USD")).toBe("-$0.05");
    expect(formatMoney(0n, "USD")).toBe("$0.00");
  });
});

describe("groupedDecimal()", () => {
  it("has all decimals of the currency and commas between thousands, and no sign", () => {
    expect(groupedDecimal(125_050n, "USD")).toBe("1,250.50");
    expect(groupedDecimal(1_250n, "JPY")).toBe("1,250");
    expect(groupedDecimal(12_345_678_901_234_567_890n, "KWD")).toBe("12,345,678,901,234,567.890");
  });
});

describe("currencySign()", () => {
  it("is the sign people know, or the code", () => {
    expect(["USD", "EUR", "JPY", "CHF"].map(currencySign)).toEqual(["$", "€", "¥", "CHF"]);
  });
});
