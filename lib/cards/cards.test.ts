import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { actingIn } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { deactivateUser } from "@/lib/users/deactivate-user.ts";
import { issueCard } from "./issue/issue-card.ts";
import { closeCard } from "./state/close-card.ts";
import { freezeCard } from "./state/freeze-card.ts";
import { unfreezeCard } from "./state/unfreeze-card.ts";

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
    name: "Nina Newcomer",
    email: `${randomUUID()}@demo.example`,
    role: "user",
    ...given,
  });
const countCards = () => inAccount(business.accountId, (db) => db.card.count());
const address = {
  line1: "1 Main St",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "USA",
};

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
    ["a virtual card with an address", () => ({ shippingAddress: address }), "form"],
    [
      "a street longer than the issuer prints",
      () => ({ form: "physical", shippingAddress: { ...address, line1: "s".repeat(41) } }),
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
    const cardId = await issue({ form: "physical", shippingAddress: address });
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
    const { addressId: office } = await addAddress(business.owner, { ...address, label: "Office" });
    const { addressId: elsewhere } = await addAddress(business.owner, {
      ...address,
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
    const { userId } = await person({ name: "Nina Newcomer", phone: "+12125550133" });
    simulator().inject({
      kind: "error-before",
      times: 1,
      match: { method: "POST", path: "/account_holders$" },
    });
    const { cardId } = await issueCard(business.owner, wanted({ userId, memo: "Waits" }));
    expect(await cardHere(business, cardId)).toMatchObject({ status: "pending", token: null });
  });
});

describe("card.freeze and card.unfreeze", () => {
  it("need an active card and a frozen one", async () => {
    const cardId = await issue();
    await expectRefused(() => unfreezeCard(business.owner, { cardId }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("this one is active"),
    });
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    await expectRefused(() => freezeCard(business.admin, { cardId, reason: "Again" }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("this one is frozen"),
    });
  });

  it("say who did it, and why", async () => {
    const cardId = await issue();
    await freezeCard(business.admin, { cardId, reason: "Unusual purchases" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "frozen",
      frozenReason: "Unusual purchases",
      frozenByRole: "admin",
      frozenByUserId: business.admin.userId,
    });
  });

  it.each(["", "   ", "r".repeat(201), "line\nbreak"])(
    "need a reason that can be read: %j is none",
    async (reason) => {
      const cardId = await issue();
      await expectRefused(() => freezeCard(business.owner, { cardId, reason }), {
        code: "INVALID_INPUT",
        fields: { reason: expect.any(String) },
      });
    },
  );

  it("let a cardholder undo an own freeze, and nobody else's", async () => {
    const cardId = await issue();
    await freezeCard(business.user, { cardId, reason: "Left at home" });
    await unfreezeCard(business.user, { cardId });
    await freezeCard(business.admin, { cardId, reason: "Unusual purchases" });
    await expectRefused(() => unfreezeCard(business.user, { cardId }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("admin"),
    });
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen" });
  });

  it("are not there for a cardholder on somebody else's card", async () => {
    const cardId = await issue({ userId: business.admin.userId as number });
    await expectRefused(() => freezeCard(business.user, { cardId, reason: "Mine?" }), { code: "NOT_FOUND" });
  });

  it("let an operator freeze, but not unfreeze", async () => {
    const cardId = await issue();
    const operator = actingIn(await testOperator(), business.accountId);
    await freezeCard(operator, { cardId, reason: "Investigation" });
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen", frozenByRole: "operator" });
    await expectRefused(() => unfreezeCard(operator, { cardId }), { code: "FORBIDDEN" });
  });

  it("refuse a form that was filled in before somebody else changed the card", async () => {
    const cardId = await issue();
    const { version } = await cardHere(business, cardId);
    await freezeCard(business.admin, { cardId, reason: "Lost", version });
    await expectRefused(() => unfreezeCard(business.owner, { cardId, version }), {
      code: "STALE",
      message: expect.stringContaining("changed this in the meantime"),
    });
  });

  it("show that the issuer has not confirmed, and go on by themselves", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "down" });
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "active",
      desiredStatus: "frozen",
      frozenReason: "Lost",
    });
    simulator().clearFaults();
  });
});

describe("card.close", () => {
  it("asks for the last four digits, and is final", async () => {
    const cardId = await issue();
    const { lastFour } = await cardHere(business, cardId);
    const wrong = lastFour === "0000" ? "0001" : "0000";
    await expectRefused(() => closeCard(business.owner, { cardId, lastFour: wrong, reason: "Done" }), {
      code: "INVALID_INPUT",
      fields: { lastFour: expect.any(String) },
    });
    await closeCard(business.owner, { cardId, lastFour: lastFour ?? "", reason: "Done" });
    await expectRefused(
      () => closeCard(business.owner, { cardId, lastFour: lastFour ?? "", reason: "Again" }),
      { code: "RULE_BROKEN" },
    );
    await expectRefused(() => freezeCard(business.owner, { cardId, reason: "Too late" }), {
      code: "RULE_BROKEN",
    });
    await expectRefused(() => unfreezeCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
  });

  it("closes a frozen card", async () => {
    const cardId = await issue();
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    const { lastFour } = await cardHere(business, cardId);
    await closeCard(business.owner, { cardId, lastFour: lastFour ?? "", reason: "Not found" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "inactive",
      frozenAt: null,
      closedReason: "Not found",
    });
  });
});
