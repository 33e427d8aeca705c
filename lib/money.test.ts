import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountInput, formatMoney, minorDigits, parseMoney, toDecimal } from "@/lib/money.ts";

const most = 10n ** 18n;
const amount = fc.bigInt({ min: -most, max: most });
const currency = fc.constantFrom("USD", "EUR", "JPY", "KRW", "KWD", "TND", "CLF");
const grouped = (decimal: string) =>
  decimal.replace(/^(-?)(\d+)/, (_, sign, whole) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ","));

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
        expect(parseMoney(decimal.replace(/^(-?)/, "$1$ "), code)).toBe(minor);
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
    "1 000",
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

describe("amountInput", () => {
  it.each([1, 1n, 2_147_483_647, 2_147_483_647n])("accepts %s", (value) => {
    expect(amountInput.parse(value)).toBe(BigInt(value));
  });

  const refused = [
    0,
    -0,
    0n,
    -1,
    -1n,
    1.5,
    1e21,
    2 ** 31,
    2n ** 31n,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "1000",
    "",
    true,
    null,
    undefined,
    [],
    [1],
    {},
    new Date(5),
  ];
  it.each(refused.map((value) => [typeof value, value] as const))(
    "refuses the %s %s in one sentence",
    (_, value) => {
      const result = amountInput.safeParse(value);
      expect(result.success).toBe(false);
      expect(result.error?.issues).toHaveLength(1);
      expect(result.error?.issues[0]?.message).toMatch(/^Enter an? .*\.$/);
    },
  );

  it("accepts exactly the whole numbers from 1 to the largest amount", () => {
    const value = fc.oneof(fc.integer(), fc.double(), fc.bigInt(), fc.maxSafeInteger());
    fc.assert(
      fc.property(value, (given) => {
        const fits =
          typeof given === "bigint"
            ? given >= 1n && given <= 2_147_483_647n
            : Number.isInteger(given) && given >= 1 && given <= 2_147_483_647;
        expect(amountInput.safeParse(given).success).toBe(fits);
      }),
      { numRuns: 1000 },
    );
  });
});
