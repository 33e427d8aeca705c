import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { command } from "@/lib/command.ts";
import { inTransaction, type Transaction } from "@/lib/db/transaction.ts";
import type { AppError } from "@/lib/errors.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testSystem } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import { asAppError, isWorthRetrying } from "./database-error.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

/** The portal's error for a write that the database refuses and that no command would allow. */
async function refusal(write: (tx: Transaction) => Promise<unknown>): Promise<AppError> {
  try {
    await inTransaction("across", write);
  } catch (error) {
    expect(isWorthRetrying(error)).toBe(false);
    const answer = asAppError(error);
    expect(answer).toMatchObject({ name: "AppError", cause: error });
    return answer as AppError;
  }
  throw new Error("the database took it");
}

const accountId = () => business.accountId;
const user = (values: object) => ({
  accountId: accountId(),
  email: `${randomUUID()}@demo.example`,
  givenName: "Ann",
  familyName: "",
  name: "Ann",
  role: "user",
  ...values,
});
const profile = (values: object) => ({ accountId: accountId(), name: randomUUID(), ...values });
const card = (values: object) => ({
  accountId: accountId(),
  userId: business.user.userId as number,
  cardType: "debit",
  form: "virtual",
  ...values,
});
const frozen = {
  status: "frozen",
  frozenAt: new Date(0),
  frozenByRole: "owner",
  lithicCardToken: "sealed",
  lithicCardTokenIndex: "f".repeat(43),
  lastFour: "4242",
};
const address = (values: object) => ({
  accountId: accountId(),
  label: "A",
  line1: "x",
  city: "B",
  region: "C",
  postalCode: "D",
  country: "USA",
  ...values,
});
const twice = <T>(create: () => Promise<T>) => create().then(create);

describe("a value that is taken", () => {
  it("is a DUPLICATE that names the field: a user's e-mail", async () => {
    const error = await refusal((tx) => tx.user.create({ data: user({ email: business.owner.label }) }));
    expect(error).toMatchObject({
      code: "DUPLICATE",
      fields: { email: "This is already in use. Choose another." },
    });
  });

  it("names the last field of an index over several: the name of a profile", async () => {
    expect(
      await refusal((tx) => tx.spendingProfile.create({ data: profile({ name: "Travel" }) })),
    ).toMatchObject({
      code: "DUPLICATE",
      fields: { name: expect.any(String) },
    });
  });

  it("is found in an update too", async () => {
    const error = await refusal(async (tx) => {
      const { id } = await tx.spendingProfile.create({ data: profile({}) });
      await tx.spendingProfile.updateMany({ where: { id }, data: { name: "Travel" } });
    });
    expect(error).toMatchObject({ code: "DUPLICATE", fields: { name: expect.any(String) } });
  });

  it("names what a blind index stands for", async () => {
    const issued = { lithicCardToken: "sealed", lithicCardTokenIndex: "i".repeat(43) };
    const error = await refusal((tx) => twice(() => tx.card.create({ data: card(issued) })));
    expect(error).toMatchObject({ code: "DUPLICATE", fields: { lithicCardToken: expect.any(String) } });
  });

  it("is told through a command as well, which changes nothing", async () => {
    const seed = command({
      name: "demo.seed",
      input: z.strictObject({}),
      run: ({ db }) =>
        db.insert("User", {
          email: business.owner.label,
          ...nameColumns({ givenName: "Ann", familyName: "" }),
          role: "user",
        }),
    });
    await expectRefused(() => seed(testSystem(accountId()), {}), {
      code: "DUPLICATE",
      fields: { email: expect.any(String) },
    });
  });
});

describe("a value that a CHECK forbids", () => {
  const forbidden: readonly (readonly [
    field: string,
    value: unknown,
    write: (tx: Transaction, value: never) => Promise<unknown>,
  ])[] = [
    ["role", "root", (tx, role) => tx.user.create({ data: user({ role }) })],
    ["status", "asleep", (tx, status) => tx.user.create({ data: user({ status }) })],
    [
      "givenName",
      "",
      (tx, givenName) => tx.user.create({ data: user({ givenName, familyName: "B", name: " B" }) }),
    ],
    [
      "givenName",
      "x".repeat(101),
      (tx, givenName) => tx.user.create({ data: user({ givenName, name: givenName }) }),
    ],
    [
      "familyName",
      "x".repeat(101),
      (tx, familyName) => tx.user.create({ data: user({ familyName, name: `Ann ${familyName}` }) }),
    ],
    ["email", "nobody", (tx, email) => tx.user.create({ data: user({ email }) })],
    ["email", "A@demo.example", (tx, email) => tx.user.create({ data: user({ email }) })],
    ["email", "a@b@demo.example", (tx, email) => tx.user.create({ data: user({ email }) })],
    ["email", "a b@demo.example", (tx, email) => tx.user.create({ data: user({ email }) })],
    ["loginAttempts", 11, (tx, loginAttempts) => tx.user.create({ data: user({ loginAttempts }) })],
    ["loginAttempts", -1, (tx, loginAttempts) => tx.user.create({ data: user({ loginAttempts }) })],
    ["dailyLimit", 0n, (tx, dailyLimit) => tx.spendingProfile.create({ data: profile({ dailyLimit }) })],
    ["dailyLimit", -1n, (tx, dailyLimit) => tx.spendingProfile.create({ data: profile({ dailyLimit }) })],
    [
      "yearlyLimit",
      2n ** 31n,
      (tx, yearlyLimit) => tx.spendingProfile.create({ data: profile({ yearlyLimit }) }),
    ],
    ["description", "", (tx, description) => tx.spendingProfile.create({ data: profile({ description }) })],
    [
      "spendLimit",
      0n,
      (tx, spendLimit) => tx.card.create({ data: card({ spendLimit, spendLimitDuration: "monthly" }) }),
    ],
    ["lastFour", "123", (tx, lastFour) => tx.card.create({ data: card({ lastFour }) })],
    [
      "frozenReason",
      "x".repeat(201),
      (tx, frozenReason) => tx.card.create({ data: card({ ...frozen, frozenReason }) }),
    ],
    ["cardType", "credit", (tx, cardType) => tx.card.create({ data: card({ cardType }) })],
    ["country", "usa", (tx, country) => tx.address.create({ data: address({ country }) })],
    ["country", "US", (tx, country) => tx.address.create({ data: address({ country }) })],
    ["line1", "", (tx, line1) => tx.address.create({ data: address({ line1 }) })],
    [
      "balance",
      10n ** 16n,
      (tx, balance) => tx.account.updateMany({ where: { id: accountId() }, data: { balance } }),
    ],
    [
      "suspendedReason",
      "",
      (tx, suspendedReason) =>
        tx.account.updateMany({ where: { id: accountId() }, data: { status: "suspended", suspendedReason } }),
    ],
    [
      "currency",
      "usd",
      (tx, currency) => tx.account.updateMany({ where: { id: accountId() }, data: { currency } }),
    ],
  ];

  it.each(forbidden)("is INVALID_INPUT that names the field: %s as %s", async (field, value, write) => {
    const error = await refusal((tx) => write(tx, value as never));
    expect(error).toMatchObject({
      code: "INVALID_INPUT",
      fields: { [field]: "This value is not allowed here. Enter another." },
    });
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  const together: readonly (readonly [
    what: string,
    words: string,
    write: (tx: Transaction) => Promise<unknown>,
  ])[] = [
    [
      "a day above a week",
      "limits rise",
      (tx) => tx.spendingProfile.create({ data: profile({ dailyLimit: 2n, weeklyLimit: 1n }) }),
    ],
    [
      "a purchase above a year",
      "limits rise",
      (tx) => tx.spendingProfile.create({ data: profile({ perTransactionLimit: 2n, yearlyLimit: 1n }) }),
    ],
    ["a limit without a window", "limit window", (tx) => tx.card.create({ data: card({ spendLimit: 5n }) })],
    [
      "a token without its index",
      "token indexed",
      (tx) => tx.card.create({ data: card({ lithicCardToken: "sealed" }) }),
    ],
    [
      "an active card the issuer does not know",
      "issued",
      (tx) => tx.card.create({ data: card({ status: "active" }) }),
    ],
    [
      "a suspension without a reason",
      "reason to suspend",
      (tx) => tx.account.updateMany({ where: { id: accountId() }, data: { status: "suspended" } }),
    ],
    [
      "a category on both lists",
      "categories disjoint",
      (tx) =>
        tx.spendingProfile.create({
          data: profile({ allowedCategories: ["5411"], blockedCategories: ["5411"] }),
        }),
    ],
    [
      "a category of five digits",
      "category codes",
      (tx) => tx.spendingProfile.create({ data: profile({ allowedCategories: ["54111"] }) }),
    ],
    [
      "a category that is a number",
      "category codes",
      (tx) => tx.spendingProfile.create({ data: profile({ blockedCategories: [54111] }) }),
    ],
    [
      "categories that are no list",
      "category codes",
      (tx) => tx.spendingProfile.create({ data: profile({ blockedCategories: { code: "5411" } }) }),
    ],
    [
      "a category put on both lists later",
      "categories disjoint",
      (tx) =>
        tx.spendingProfile.updateMany({
          where: { id: business.spendingProfileId },
          data: { allowedCategories: ["5411"], blockedCategories: ["5411"] },
        }),
    ],
  ];

  it.each(together)(
    "is told in the same words on both engines where several fields do not go together: %s",
    async (_, words, write) => {
      const error = await refusal(write);
      expect(error).toMatchObject({
        code: "INVALID_INPUT",
        message: expect.stringContaining(`(${words}). Nothing was changed.`),
      });
    },
  );
});

describe("a reference to what is not there", () => {
  it("is NOT_FOUND, of another business or of nobody", async () => {
    for (const userId of [stranger.user.userId as number, 2 ** 31 - 1]) {
      const error = await refusal((tx) => tx.card.create({ data: card({ userId }) }));
      expect(error).toMatchObject({
        code: "NOT_FOUND",
        message: expect.stringContaining("Nothing was changed"),
      });
    }
    expect(await refusal((tx) => tx.user.create({ data: user({ accountId: 999_999 }) }))).toMatchObject({
      code: "NOT_FOUND",
    });
    const foreign = {
      where: { id: business.cardId },
      data: { spendingProfileId: stranger.spendingProfileId },
    };
    expect(await refusal((tx) => tx.card.updateMany(foreign))).toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("asAppError()", () => {
  it.each([
    new Error("UNIQUE"),
    new TypeError("x"),
    null,
    undefined,
    "text",
    5,
    {},
    { code: "P9999" },
    { cause: { kind: 7 } },
  ])("gives back as it is what is no refusal: %s", (error) => {
    expect(asAppError(error)).toBe(error);
    expect(isWorthRetrying(error)).toBe(false);
  });

  it("says nothing of the row in its words", async () => {
    const error = await refusal((tx) => tx.user.create({ data: user({ email: business.owner.label }) }));
    expect(JSON.stringify([error.message, error.fields])).not.toContain(stranger.owner.label);
    const check = await refusal((tx) => tx.user.create({ data: user({ name: "" }) }));
    expect(check.message).not.toMatch(/chk_|constraint|sql/i);
  });

  it("leaves nothing behind", async () => {
    const raw = await rawTestDatabase();
    const count = () =>
      raw.rows(
        "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM cards), (SELECT count(*) FROM spending_profiles)",
      );
    const before = await count();
    await refusal(async (tx) => {
      await tx.user.create({ data: user({}) });
      await tx.card.create({ data: card({}) });
      await tx.spendingProfile.create({ data: profile({ dailyLimit: 0n }) });
    });
    expect(await count()).toEqual(before);
    await raw.close();
  });
});
