import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountInput } from "./amount.ts";

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

  it("says in money how much is too much (C9)", () => {
    const message = amountInput.safeParse(2 ** 31).error?.issues[0]?.message;
    expect(message).toBe("Enter an amount up to 2147483647, such as $21,474,836.47.");
  });
});
