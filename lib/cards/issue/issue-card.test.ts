import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, enrolledBusiness, testAddress } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { issueCard } from "./issue-card.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
  stranger = await enrolledBusiness();
});

type Input = Parameters<typeof issueCard>[1];

const holderId = () => business.user.userId as number;
const wanted = (given: Partial<Input> = {}): Input => ({
  userId: holderId(),
  cardType: "debit",
  form: "virtual",
  memo: "Lunch",
  ...given,
});
const issue = async (given: Partial<Input> = {}) => {
  const { cardId } = await issueCard(business.owner, wanted(given));
  await attemptAllDue();
  return cardId;
};
const person = (given: object) =>
  createUser(business.owner, {
    givenName: "Nina",
    familyName: "Newcomer",
    email: `${randomUUID()}@demo.example`,
    role: "user",
    ...given,
  });
const countCards = () => inAccount(business.accountId, (db) => db.card.count());

describe("card.issue", () => {
  const refusals: readonly (readonly [string, () => Partial<Input>, string])[] = [
    ["nobody", () => ({ userId: 0 }), "userId"],
    ["a person of another business", () => ({ userId: stranger.user.userId as number }), "userId"],
    ["an analyst", () => ({ userId: business.analyst.userId as number }), "userId"],
    ["an unknown type", () => ({ cardType: "credit" as "debit" }), "cardType"],
    ["an unknown form", () => ({ form: "paper" as "virtual" }), "form"],
    ["a memo of 51 characters", () => ({ memo: "m".repeat(51) }), "memo"],
    ["a limit of zero", () => ({ spendLimit: 0, spendLimitDuration: "monthly" }), "spendLimit"],
    ["a limit below zero", () => ({ spendLimit: -1, spendLimitDuration: "monthly" }), "spendLimit"],
    ["a limit of half a cent", () => ({ spendLimit: 0.5, spendLimitDuration: "monthly" }), "spendLimit"],
    [
      "a limit larger than the issuer takes",
      () => ({ spendLimit: 2_147_483_648, spendLimitDuration: "monthly" }),
      "spendLimit",
    ],
    ["a limit without a window", () => ({ spendLimit: 100 }), "spendLimitDuration"],
    ["a window without a limit", () => ({ spendLimitDuration: "monthly" }), "spendLimit"],
    ["a reloadable card with nothing loaded", () => ({ cardType: "reloadable" }), "spendLimit"],
    [
      "a reloadable card with a monthly limit",
      () => ({ cardType: "reloadable", spendLimit: 100, spendLimitDuration: "monthly" }),
      "spendLimitDuration",
    ],
    ["a physical card without an address", () => ({ form: "physical" }), "shippingAddressId"],
    [
      "a physical card to an address that is not there",
      () => ({ form: "physical", shippingAddressId: 999_999 }),
      "shippingAddressId",
    ],
    ["a virtual card with an address", () => ({ shippingAddress: testAddress }), "form"],
    [
      "a street longer than the issuer prints",
      () => ({ form: "physical", shippingAddress: { ...testAddress, line1: "s".repeat(41) } }),
      "shippingAddress.line1",
    ],
    ["a field that does not exist", () => ({ status: "active" }) as Partial<Input>, "status"],
  ];

  it.each(refusals)("refuses %s, naming the field and changing nothing", async (_, given, field) => {
    const before = await countCards();
    await expectRefused(() => issueCard(business.owner, wanted(given())), {
      code: "INVALID_INPUT",
      fields: expect.objectContaining({ [field]: expect.any(String) }),
    });
    expect(await countCards()).toBe(before);
  });

  it.each([
    ["María del Carmen", "García Hernández", "García Hernández"],
    ["Madonna", "", "."],
    ["Maximiliana", "Wolfeschlegelsteinhausenberger", "Wolfeschlegelsteinhausenberger"],
  ])(
    "makes %s %s known by the whole name, and prints what fits (C10)",
    async (givenName, familyName, last) => {
      const { userId } = await person({ givenName, familyName, phone: "+12125550144" });
      const cardId = await issue({ userId, form: "physical", shippingAddress: testAddress });
      expect(await cardHere(business, cardId)).toMatchObject({
        issuerMessage: null,
        token: expect.any(String),
      });
      const row = await inAccount(business.accountId, (db) => db.user.findFirst({ where: { id: userId } }));
      const holder = row && openField("User", row, "lithicAccountHolderToken");
      expect(await atIssuer("GET", `/v1/account_holders/${holder}`)).toMatchObject({
        individual: { first_name: givenName, last_name: last },
      });
    },
  );

  it("refuses a shipping address that is none in its country, and sends to one without codes (C12)", async () => {
    for (const [change, field] of [
      [{ country: "XXX" }, "country"],
      [{ postalCode: "2134" }, "postalCode"],
      [{ region: "Massachusetts" }, "region"],
    ] as const)
      await expectRefused(
        () =>
          issueCard(
            business.owner,
            wanted({ form: "physical", shippingAddress: { ...testAddress, ...change } }),
          ),
        { code: "INVALID_INPUT", fields: { [`shippingAddress.${field}`]: expect.any(String) } },
      );
    const { region: _, postalCode: __, ...rest } = testAddress;
    const shippingAddress = { ...rest, city: "Central", country: "HKG" };
    const cardId = await issue({ form: "physical", shippingAddress });
    expect(await cardHere(business, cardId)).toMatchObject({
      issuerMessage: null,
      token: expect.any(String),
    });
  });

  it("asks for a phone number before the issuer is told of a person", async () => {
    const { userId } = await person({});
    await expectRefused(() => issueCard(business.owner, wanted({ userId })), {
      code: "INVALID_INPUT",
      fields: { userId: expect.stringContaining("Nina Newcomer needs a phone number") },
    });
  });

  it("refuses somebody who was deactivated", async () => {
    const { userId } = await person({ phone: "+12125550133" });
    await deactivateUser(business.owner, { userId, reason: "Left" });
    await expectRefused(() => issueCard(business.owner, wanted({ userId })), { code: "INVALID_INPUT" });
  });

  it("waits until the issuer knows the business", async () => {
    const unknown = await testBusiness();
    await expectRefused(() => issueCard(unknown.owner, wanted({ userId: unknown.user.userId as number })), {
      code: "RULE_BROKEN",
    });
  });

  it("sends a physical card to a new address of the holder, where it waits to arrive", async () => {
    const cardId = await issue({ form: "physical", shippingAddress: testAddress });
    const card = await cardHere(business, cardId);
    expect(card).toMatchObject({
      status: "pending",
      desiredStatus: null,
      lastFour: expect.stringMatching(/^\d{4}$/),
    });
    const kept = await inAccount(business.accountId, (db) =>
      db.address.findFirst({ where: { id: card.shippingAddressId ?? 0 } }),
    );
    expect(kept).toMatchObject({ userId: holderId(), city: "Springfield" });
  });

  it("sends it to an address of the business, but not of somebody else in it", async () => {
    const { addressId: office } = await addAddress(business.owner, { ...testAddress, label: "Office" });
    const { addressId: elsewhere } = await addAddress(business.owner, {
      ...testAddress,
      label: "Home",
      userId: business.admin.userId as number,
    });
    expect(
      await cardHere(business, await issue({ form: "physical", shippingAddressId: office })),
    ).toMatchObject({ form: "physical" });
    await expectRefused(() => issue({ form: "physical", shippingAddressId: elsewhere }), {
      code: "INVALID_INPUT",
    });
  });

  it("leaves a card pending while the issuer does not know the holder", async () => {
    const { userId } = await person({ givenName: "Nina", familyName: "Newcomer", phone: "+12125550133" });
    simulator().inject({
      kind: "error-before",
      times: 1,
      match: { method: "POST", path: "/account_holders$" },
    });
    const { cardId } = await issueCard(business.owner, wanted({ userId, memo: "Waits" }));
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", token: null });
  });
});
