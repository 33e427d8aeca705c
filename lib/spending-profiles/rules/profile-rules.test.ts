import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeSpendingProfile } from "../change-spending-profile.ts";
import { createProfile, noRules, profileNow } from "../test-profiles.ts";
import { checkRules, limitFields, type ProfileRules } from "./profile-rules.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const change = (spendingProfileId: number, given: object) =>
  changeSpendingProfile(business.owner, { spendingProfileId, ...given });

describe("the limits of a profile", () => {
  const limit = fc.option(fc.bigInt({ min: 1n, max: 5n }));
  const limits = fc.record({
    perTransactionLimit: limit,
    dailyLimit: limit,
    weeklyLimit: limit,
    monthlyLimit: limit,
    yearlyLimit: limit,
  });
  const codes = fc.subarray(["0742", "5411", "5812", "7995"]);

  it("rise from window to window and its categories are on one list, or the fields at fault are named", () => {
    fc.assert(
      fc.property(limits, codes, codes, (given, allowedCategories, blockedCategories) => {
        const rules: ProfileRules = { ...noRules, ...given, allowedCategories, blockedCategories };
        const values = limitFields.map((field) => given[field]);
        const wrong = limitFields.filter((_, longer) =>
          values.some(
            (value, shorter) => shorter < longer && value !== null && value > (values[longer] ?? 99n),
          ),
        );
        const both = allowedCategories.some((code) => blockedCategories.includes(code));
        const expected = [...wrong, ...(both ? ["blockedCategories"] : [])].sort();
        try {
          checkRules(rules);
          expect(expected).toEqual([]);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe("INVALID_INPUT");
          expect(Object.keys(error.fields).sort()).toEqual(expected);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  const pairs = limitFields.flatMap((shorter, index) =>
    limitFields.slice(index + 1).map((longer) => [shorter, longer] as const),
  );

  it.each(pairs)(
    "are refused by name when %s is above %s, and taken when they are equal",
    async (shorter, longer) => {
      await expectRefused(() => createProfile(business, { [shorter]: 101, [longer]: 100 }), {
        code: "INVALID_INPUT",
        fields: { [longer]: expect.stringContaining("cannot be below") },
      });
      const id = await createProfile(business, { [shorter]: 100, [longer]: 100 });
      expect(await profileNow(business, id)).toMatchObject({ [shorter]: 100n, [longer]: 100n });
      await expectRefused(() => change(id, { [shorter]: 101 }), {
        code: "INVALID_INPUT",
        fields: { [longer]: expect.any(String) },
      });
      await expectRefused(() => change(id, { [longer]: 99 }), {
        code: "INVALID_INPUT",
        fields: { [longer]: expect.any(String) },
      });
    },
  );

  it.each(limitFields)("take for %s what is above zero and fits, and nothing else", async (field) => {
    for (const value of [1, 2_147_483_647])
      expect(await profileNow(business, await createProfile(business, { [field]: value }))).toMatchObject({
        [field]: BigInt(value),
      });
    for (const value of [0, -1, 1.5, 2 ** 31, "100", Number.NaN, true])
      await expectRefused(() => createProfile(business, { [field]: value }), {
        code: "INVALID_INPUT",
        fields: { [field]: expect.stringMatching(/^Enter /) },
      });
  });
});

describe("the categories of a profile", () => {
  it("are kept sorted and once each", async () => {
    const id = await createProfile(business, {
      allowedCategories: ["7011", "5411", "7011"],
      blockedCategories: ["0742"],
    });
    expect(await profileNow(business, id)).toMatchObject({
      allowedCategories: ["5411", "7011"],
      blockedCategories: ["0742"],
    });
  });

  it.each([["54111"], ["541"], [""], ["54a1"], ["٥٤١١"], [" 5411"], ["5411\n"], ["-541"]])(
    "are codes of four digits: %j is refused",
    async (code) => {
      for (const field of ["allowedCategories", "blockedCategories"])
        await expectRefused(() => createProfile(business, { [field]: ["5411", code] }), {
          code: "INVALID_INPUT",
          fields: { [`${field}.1`]: expect.stringContaining("four digits") },
        });
    },
  );

  it.each([[5411], [null], [["5411"]], [{}]])("are texts: %j is refused", async (code) => {
    await expectRefused(() => createProfile(business, { allowedCategories: [code as never] }), {
      code: "INVALID_INPUT",
      fields: { "allowedCategories.0": "Choose categories from the list." },
    });
  });

  it("are a list of at most a thousand", async () => {
    const many = Array.from({ length: 1_001 }, (_, number) => String(number).padStart(4, "0"));
    expect(await createProfile(business, { blockedCategories: many.slice(1) })).toEqual(expect.any(Number));
    await expectRefused(() => createProfile(business, { blockedCategories: many }), {
      code: "INVALID_INPUT",
      fields: { blockedCategories: "Choose up to 1,000 categories." },
    });
    await expectRefused(() => createProfile(business, { blockedCategories: "5411" as never }), {
      code: "INVALID_INPUT",
    });
  });

  it("are allowed or blocked, never both", async () => {
    const fields = { blockedCategories: expect.stringContaining("5411") };
    await expectRefused(
      () => createProfile(business, { allowedCategories: ["5411"], blockedCategories: ["7995", "5411"] }),
      {
        code: "INVALID_INPUT",
        fields,
      },
    );
    const id = await createProfile(business, { allowedCategories: ["5411"] });
    await expectRefused(() => change(id, { blockedCategories: ["5411"] }), { code: "INVALID_INPUT", fields });
    await change(id, { allowedCategories: [], blockedCategories: ["5411"] });
    expect(await profileNow(business, id)).toMatchObject({
      allowedCategories: [],
      blockedCategories: ["5411"],
    });
  });
});
