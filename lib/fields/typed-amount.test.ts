import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencySign, groupedDecimal, toDecimal } from "@/lib/money.ts";
import { parseMoney, readAmount } from "./typed-amount.ts";

const most = 10n ** 18n;
const amount = fc.bigInt({ min: -most, max: most });
const currencies = ["USD", "EUR", "JPY", "KRW", "KWD", "TND", "CLF"];
const currency = fc.constantFrom(...currencies);
const grouped = (decimal: string) =>
  decimal.replace(/^(-?)(\d+)/, (_, sign, whole) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ","));

describe("parseMoney()", () => {
  it("reads back every decimal, exactly", () => {
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        expect(parseMoney(toDecimal(minor, code), code)).toBe(minor);
      }),
      { numRuns: 1000 },
    );
  });

  it("reads back every decimal with its thousands grouped, a currency sign and space around it", () => {
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        const decimal = grouped(toDecimal(minor, code));
        expect(parseMoney(`  ${decimal} `, code)).toBe(minor);
        expect(parseMoney(decimal.replace(/^(-?)/, `$1${currencySign(code)} `), code)).toBe(minor);
        expect(parseMoney(`${decimal} ${code}`, code)).toBe(minor);
      }),
    );
  });

  it("reads fewer decimals than the currency has", () => {
    expect(parseMoney("1,250.5", "USD")).toBe(125_050n);
    expect(parseMoney("7", "KWD")).toBe(7_000n);
    expect(parseMoney("7.", "USD")).toBe(700n);
    expect(parseMoney("-0", "USD")).toBe(0n);
  });

  it.each([
    "",
    " ",
    ".",
    "-",
    "$",
    "1.234",
    "1,25.00",
    "12,345,6",
    ",1",
    "1..2",
    "1.2.3",
    "--1",
    "1e3",
    "0x10",
    "Infinity",
    "NaN",
    "١٢",
    "１",
    "+1",
    "1-",
    "1.2-3",
  ])("answers undefined for %j", (text) => {
    expect(parseMoney(text, "USD")).toBeUndefined();
  });

  it("takes no decimals where the currency has none", () => {
    expect(parseMoney("100.0", "JPY")).toBeUndefined();
    expect(parseMoney("100", "JPY")).toBe(100n);
  });

  it("never throws, whatever the text", () => {
    const nearMoney = fc.string({ unit: fc.constantFrom(..."0123456789.,-$ e+\n\0") });
    const anyUnits = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((units) => String.fromCharCode(...units));
    const text = fc.oneof(
      nearMoney,
      anyUnits,
      fc.string({ unit: "binary" }),
      fc.constant("9".repeat(100_000)),
      fc.constant("1,".repeat(100_000)),
    );
    fc.assert(
      fc.property(text, currency, (given, code) => {
        expect(["bigint", "undefined"]).toContain(typeof parseMoney(given, code));
      }),
      { numRuns: 2000 },
    );
  });
});

const wordsFor = (text: string, code: string) => {
  const amount = readAmount(text, code);
  return typeof amount === "bigint" ? amount : amount.fault;
};

describe("a typed amount", () => {
  it.each([
    [".50", "USD", 50n],
    ["$.5", "USD", 50n],
    ["$ 1 250.5", "USD", 125_050n],
    ["1\u202F250\u00A0000.00", "USD", 125_000_000n],
    ["USD 1,250.5", "USD", 125_050n],
    ["us$12", "USD", 1_200n],
    ["12 usd", "USD", 1_200n],
    ["12 €", "EUR", 1_200n],
    ["¥5000", "JPY", 5_000n],
    ["0007", "USD", 700n],
    ["\u200E$1,250.50\u200B\uFEFF", "USD", 125_050n],
  ])("is what %j in %s means (C9)", (text, code, minor) => {
    expect(readAmount(text, code)).toBe(minor);
  });

  it.each([
    ["¥5000", "USD", "Enter the amount in US dollars, such as $1,250.50."],
    ["€5,000.00", "USD", "Enter the amount in US dollars, such as $1,250.50."],
    ["GBP 12", "USD", "Enter the amount in US dollars, such as $1,250.50."],
    ["12 CAD", "USD", "Enter the amount in US dollars, such as $1,250.50."],
    ["CA$12", "USD", "Enter the amount in US dollars, such as $1,250.50."],
    ["$12", "EUR", "Enter the amount in euros, such as €1,250.50."],
    ["$5000", "JPY", "Enter the amount in Japanese yen, such as ¥125,050."],
    ["₿1", "USD", "Enter the amount in US dollars, such as $1,250.50."],
  ])("in another currency is refused with words: %s in %s (C9)", (text, code, words) => {
    expect(wordsFor(text, code)).toBe(words);
  });

  it.each([
    ["1.250,50", "USD"],
    ["1.250", "USD"],
    ["12,50", "USD"],
    ["1,25", "USD"],
    ["1 25", "USD"],
    ["1,250 000", "USD"],
    ["1.250", "JPY"],
    ["1,250", "KWD"],
  ])("with two readings is refused with words: %s in %s (C9)", (text, code) => {
    expect(wordsFor(text, code)).toMatch(
      /^This can be read in more than one way\. Write the amount like .*\.$/,
    );
  });

  it("that is too large says how much is possible, in money (C9)", () => {
    expect(wordsFor("21,474,836.47", "USD")).toBe(2_147_483_647n);
    expect(wordsFor("21,474,836.48", "USD")).toBe("Enter an amount up to $21,474,836.47.");
    expect(wordsFor("2147483648", "JPY")).toBe("Enter an amount up to ¥2,147,483,647.");
    expect(wordsFor("9".repeat(40), "USD")).toBe("Enter an amount up to $21,474,836.47.");
  });

  it("means the same once the field has written it out (C9)", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: most }), currency, (minor, code) => {
        expect(parseMoney(groupedDecimal(minor, code), code)).toBe(minor);
      }),
    );
  });

  it("with a sign or code is an amount only in a currency that is written so (C9)", () => {
    fc.assert(
      fc.property(currency, currency, fc.boolean(), (written, wanted, isCode) => {
        const sign = isCode ? written : currencySign(written);
        const isOwn = written === wanted || sign === currencySign(wanted);
        expect(parseMoney(`${sign}5000`, wanted) !== undefined).toBe(isOwn);
      }),
    );
  });
});
