import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { activateCard } from "@/lib/cards/state/activate-card.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard, recover, ship } from "@/lib/testing/test-issuer.ts";
import { tryToPay } from "@/lib/testing/test-payments.ts";
import { changeCardProfile } from "../change-card-profile.ts";
import { changeSpendingProfile } from "../change-spending-profile.ts";
import { deleteSpendingProfile } from "../delete-spending-profile.ts";
import { activateSpendingProfile } from "../lifecycle/activate-spending-profile.ts";
import { deactivateSpendingProfile } from "../lifecycle/deactivate-spending-profile.ts";
import { discardDraft } from "../lifecycle/discard-draft.ts";
import { shadowSpendingProfile } from "../lifecycle/shadow-spending-profile.ts";
import { restoreSpendingProfile } from "../restore-spending-profile.ts";
import { createProfile, newestRules, profileNow } from "../test-profiles.ts";

let business: TestBusiness;
let cardId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 100_000_000n);
});
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const newCard = async (spendingProfileId: number | null = null) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const id = await issuedCard(business, {
    userId: business.user.userId as number,
    ...(spendingProfileId !== null && { spendingProfileId }),
  });
  await recover(business.accountId);
  return id;
};

const put = async (spendingProfileId: number | null, on = cardId) => {
  await changeCardProfile(business.owner, { cardId: on, spendingProfileId });
  await recover(business.accountId);
};

const buy = async (amount: number, mcc: string): Promise<"PENDING" | "DECLINED"> =>
  (await tryToPay((await cardHere(business, cardId)).token ?? "", { amount, mcc })) ? "PENDING" : "DECLINED";

const gambling = "7995";
const restaurant = "5812";

describe("a profile at the issuer", () => {
  it("declines what it blocks on its cards, once it is active", async () => {
    cardId = await newCard();
    const id = await createProfile(business, { blockedCategories: [gambling], monthlyLimit: 50_000 });
    await recover(business.accountId);
    expect(await buy(100, gambling)).toBe("PENDING");
    await put(id);
    expect(await cardHere(business, cardId)).toMatchObject({ spendingProfileId: id, profileDesiredAt: null });
    expect(await profileNow(business, id)).toMatchObject({ status: "active", activeVersion: 1 });
    expect((await newestRules(business, id)).map(({ status }) => status)).toEqual(["active", "active"]);
    expect(await buy(100, gambling)).toBe("DECLINED");
    expect(await buy(4_000, restaurant)).toBe("PENDING");
    expect(await buy(48_000, restaurant)).toBe("DECLINED");
  });

  it("is on a card from its first moment when the card is issued with it", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    cardId = await newCard(id);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", spendingProfileId: id });
    expect(await buy(100, gambling)).toBe("DECLINED");
    expect(await buy(100, restaurant)).toBe("PENDING");
  });

  it("declines nothing as a draft or in shadow, and nothing any more once it is stopped", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling], draft: true });
    cardId = await newCard();
    await put(id);
    expect(await buy(100, gambling)).toBe("PENDING");
    await shadowSpendingProfile(business.owner, { spendingProfileId: id });
    await recover(business.accountId);
    expect((await newestRules(business, id)).map(({ status }) => status)).toEqual(["shadow"]);
    expect(await buy(100, gambling)).toBe("PENDING");
    await activateSpendingProfile(business.owner, { spendingProfileId: id });
    await recover(business.accountId);
    expect(await buy(100, gambling)).toBe("DECLINED");
    await deactivateSpendingProfile(business.owner, { spendingProfileId: id, reason: "Unused" });
    await recover(business.accountId);
    expect(await profileNow(business, id)).toMatchObject({ status: "inactive", activeVersion: null });
    expect(await buy(100, gambling)).toBe("PENDING");
  });

  it("holds with its version until the next is active", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    cardId = await newCard(id);
    await changeSpendingProfile(business.owner, {
      spendingProfileId: id,
      blockedCategories: [restaurant],
      draft: true,
    });
    await recover(business.accountId);
    expect(await profileNow(business, id)).toMatchObject({
      status: "draft",
      activeVersion: 1,
      rulesVersion: 2,
    });
    expect([await buy(100, gambling), await buy(100, restaurant)]).toEqual(["DECLINED", "PENDING"]);
    await activateSpendingProfile(business.owner, { spendingProfileId: id });
    await recover(business.accountId);
    expect(await profileNow(business, id)).toMatchObject({ status: "active", activeVersion: 2 });
    expect([await buy(100, gambling), await buy(100, restaurant)]).toEqual(["PENDING", "DECLINED"]);
  });

  it("returns to the rules that hold when its draft is discarded", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling], dailyLimit: 9_000 });
    cardId = await newCard(id);
    const before = await profileNow(business, id);
    await changeSpendingProfile(business.owner, {
      spendingProfileId: id,
      blockedCategories: [],
      dailyLimit: null,
      draft: true,
    });
    await discardDraft(business.owner, { spendingProfileId: id });
    await recover(business.accountId);
    expect(await profileNow(business, id)).toMatchObject({
      blockedCategories: [gambling],
      dailyLimit: before?.dailyLimit,
      status: "active",
    });
    expect(await buy(100, gambling)).toBe("DECLINED");
  });

  it("leaves its cards when it is deleted, and is on them again once restored", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    cardId = await newCard(id);
    await deleteSpendingProfile(business.owner, { spendingProfileId: id, cardsLosingIt: 1 });
    await recover(business.accountId);
    expect(await buy(100, gambling)).toBe("PENDING");
    await restoreSpendingProfile(business.owner, { spendingProfileId: id });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ spendingProfileId: id });
    expect(await buy(100, gambling)).toBe("DECLINED");
  });

  it("names the rule that the issuer refused, and the version before it holds", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    cardId = await newCard(id);
    simulator().inject({ kind: "refused", times: 1, match: { method: "POST", path: "/auth_rules$" } });
    await changeSpendingProfile(business.owner, { spendingProfileId: id, dailyLimit: 5_000 });
    await recover(business.accountId);
    expect(await profileNow(business, id)).toMatchObject({
      status: "draft",
      activeVersion: 1,
      issuerMessage: expect.stringMatching(/^Blocked categories: /),
    });
    expect(await buy(100, gambling)).toBe("DECLINED");
    expect(await buy(9_000, restaurant)).toBe("PENDING");
  });
});

describe("a card that moves from one profile to another", () => {
  it("keeps the rules it has until the new ones hold on it", async () => {
    const from = await createProfile(business, { blockedCategories: [gambling] });
    const to = await createProfile(business, { blockedCategories: [restaurant] });
    cardId = await newCard(from);
    simulator().inject({ kind: "error-before", times: 1, match: { method: "POST", path: "/auth_rules" } });
    await changeCardProfile(business.owner, { cardId, spendingProfileId: to });
    expect(await cardHere(business, cardId)).toMatchObject({
      spendingProfileId: from,
      desiredSpendingProfileId: to,
    });
    expect(await buy(100, gambling)).toBe("DECLINED");
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({
      spendingProfileId: to,
      desiredSpendingProfileId: null,
    });
    expect([await buy(100, gambling), await buy(100, restaurant)]).toEqual(["PENDING", "DECLINED"]);
    await put(null);
    expect(await cardHere(business, cardId)).toMatchObject({ spendingProfileId: null });
    expect([await buy(100, gambling), await buy(100, restaurant)]).toEqual(["PENDING", "PENDING"]);
  });

  it("does not lose rules that hold to a draft", async () => {
    const from = await createProfile(business, { blockedCategories: [gambling] });
    cardId = await newCard(from);
    const draft = await createProfile(business, { draft: true });
    await expect(
      changeCardProfile(business.owner, { cardId, spendingProfileId: draft }),
    ).rejects.toMatchObject({ code: "RULE_BROKEN" });
  });
});

describe("a card never loses the rules it should have", () => {
  it("when a version is refused while the card is being created", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    await newCard(id);
    simulator().inject({ kind: "error-before", times: 1, match: { method: "POST", path: "/cards$" } });
    const userId = business.user.userId as number;
    const card = { userId, cardType: "debit", form: "virtual", memo: "Late" } as const;
    ({ cardId } = await issueCard(business.owner, { ...card, spendingProfileId: id }));
    simulator().inject({ kind: "refused", times: 1, match: { method: "POST", path: "/auth_rules$" } });
    await changeSpendingProfile(business.owner, { spendingProfileId: id, dailyLimit: 5_000 });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", spendingProfileId: id });
    expect(await buy(100, gambling)).toBe("DECLINED");
  });

  it("when its first profile is refused while it is created: it waits, and opens with the next version", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    simulator().inject({ kind: "refused", times: 1, match: { method: "POST", path: "/auth_rules$" } });
    cardId = await newCard(id);
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "pending",
      issuerMessage: expect.any(String),
    });
    expect(await buy(100, restaurant)).toBe("DECLINED");
    await changeSpendingProfile(business.owner, { spendingProfileId: id, dailyLimit: 5_000 });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", issuerMessage: null });
    expect(await buy(100, gambling)).toBe("DECLINED");
  });

  it("when it is printed and its profile is refused: it cannot be activated before", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    simulator().inject({ kind: "refused", times: 1, match: { method: "POST", path: "/auth_rules$" } });
    vi.useFakeTimers({ toFake: ["Date"] });
    const userId = business.user.userId as number;
    cardId = await issuedCard(business, { userId, form: "physical", spendingProfileId: id });
    await recover(business.accountId);
    await ship(business, cardId);
    await expect(activateCard(business.owner, { cardId })).rejects.toMatchObject({ code: "RULE_BROKEN" });
    await changeSpendingProfile(business.owner, { spendingProfileId: id, dailyLimit: 5_000 });
    await recover(business.accountId);
    await activateCard(business.owner, { cardId });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", spendingProfileId: id });
    expect(await buy(100, gambling)).toBe("DECLINED");
  });

  it("when the answer about a rule is lost, which then ends with its profile", async () => {
    simulator().inject({ kind: "error-after", times: 1, match: { method: "POST", path: "/auth_rules$" } });
    const id = await createProfile(business, { blockedCategories: [gambling] });
    cardId = await newCard(id);
    expect(await buy(100, gambling)).toBe("DECLINED");
    await deleteSpendingProfile(business.owner, { spendingProfileId: id, cardsLosingIt: 1 });
    await recover(business.accountId);
    expect(await buy(100, gambling)).toBe("PENDING");
  });

  it("when the profile it moves to becomes a draft meanwhile", async () => {
    const from = await createProfile(business, { blockedCategories: [gambling] });
    cardId = await newCard(from);
    const to = await createProfile(business, { blockedCategories: [restaurant] });
    simulator().inject({ kind: "error-before", times: 2, match: { method: "POST", path: "/auth_rules" } });
    await changeCardProfile(business.owner, { cardId, spendingProfileId: to });
    await changeSpendingProfile(business.owner, { spendingProfileId: to, dailyLimit: 1_000, draft: true });
    await deactivateSpendingProfile(business.owner, { spendingProfileId: to, reason: "Not yet" });
    await recover(business.accountId);
    expect(await buy(100, gambling)).toBe("DECLINED");
    expect(await cardHere(business, cardId)).toMatchObject({
      spendingProfileId: from,
      profileDesiredAt: null,
      issuerMessage: expect.stringContaining("keeps the rules"),
    });
  });

  it("when the profile is taken off while it is created: it opens", async () => {
    const id = await createProfile(business, { blockedCategories: [gambling] });
    simulator().inject({ kind: "error-after", times: 1, match: { method: "POST", path: "/cards$" } });
    const userId = business.user.userId as number;
    const card = { userId, cardType: "debit", form: "virtual", memo: "Without" } as const;
    vi.useFakeTimers({ toFake: ["Date"] });
    ({ cardId } = await issueCard(business.owner, { ...card, spendingProfileId: id }));
    await changeCardProfile(business.owner, { cardId, spendingProfileId: null });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active", spendingProfileId: null });
  });
});
