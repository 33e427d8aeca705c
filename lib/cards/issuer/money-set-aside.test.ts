import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { loadCard } from "@/lib/cards/limits/load-card.ts";
import { readCardLoad } from "@/lib/cards/limits/read-card-load.ts";
import {
  available,
  giveBusiness,
  issueLimited,
  issueLoaded,
  loaded,
  promisedAtIssuer,
} from "@/lib/cards/limits/test-limits.ts";
import { unloadCard } from "@/lib/cards/limits/unload-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { AppError } from "@/lib/errors.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, hearIssuer, recover } from "@/lib/testing/test-issuer.ts";
import { payInShop } from "@/lib/testing/test-payments.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const tokenOf = async (business: TestBusiness, cardId: number) =>
  (await cardHere(business, cardId)).token ?? "";
const loadOf = async (business: TestBusiness, cardId: number) =>
  Number((await cardHere(business, cardId)).spendLimit);

async function cardsWith(amounts: readonly number[]) {
  const business = await enrolledBusiness();
  const cards: number[] = [];
  for (const amount of amounts) cards.push(await issueLoaded(business, amount));
  return { business, cards };
}

async function close(business: TestBusiness, cardId: number): Promise<void> {
  const { lastFour } = await cardHere(business, cardId);
  await closeCard(business.owner, { cardId, reason: "Done", lastFour: lastFour ?? "" });
}

// The issuer's name of the card is in the path of its calls.
async function failing(business: TestBusiness, cardId: number, kind: "down" | "refused"): Promise<void> {
  simulator().inject({ kind, match: { method: "PATCH", path: await tokenOf(business, cardId) } });
}

describe("money that was loaded on a card", () => {
  it("is not loaded on another one, however many ask at once (F20)", async () => {
    const { business, cards } = await cardsWith([500, 500, 500, 500]);
    await giveBusiness(business, 1_250_000_000);
    await Promise.all(cards.map((cardId) => loadCard(business.owner, { cardId, amount: 1_249_500_000 })));
    await recover(business.accountId);
    const loads = await Promise.all(cards.map((cardId) => loadOf(business, cardId)));
    expect(loads.sort((a, b) => a - b)).toEqual([500, 500, 500, 1_249_500_500]);
    const { promised, has } = await promisedAtIssuer(business, cards);
    expect(promised).toBeLessThanOrEqual(has);
  });

  it("is not loaded on a new card either (F20)", async () => {
    const { business, cards } = await cardsWith([10_000]);
    const userId = business.user.userId as number;
    const order = { userId, form: "virtual", memo: "New", ...loaded(5_000) } as const;
    const { cardId: refused } = await issueCard(business.owner, order);
    await recover(business.accountId);
    expect(await cardHere(business, refused)).toMatchObject({ status: "inactive", token: null });
    await close(business, cards[0] as number);
    const { cardId: made } = await issueCard(business.owner, order);
    await recover(business.accountId);
    expect(await cardHere(business, made)).toMatchObject({ status: "active" });
  });

  it("leaves room for all loads that fit together (F20)", async () => {
    const { business, cards } = await cardsWith([100, 100]);
    await giveBusiness(business, 10_000);
    await Promise.all(cards.map((cardId) => loadCard(business.owner, { cardId, amount: 5_000 })));
    await recover(business.accountId);
    for (const cardId of cards) expect(await loadOf(business, cardId)).toBe(5_100);
    expect(await available(business)).toBe(0);
  });

  it.each([
    ["down", [8_100, 100]],
    ["refused", [100, 5_100]],
  ] as const)(
    "is for whoever asked first, also where the first is %s for a while (F20)",
    async (kind, ends) => {
      const { business, cards } = await cardsWith([100, 100]);
      const [first, second] = cards as [number, number];
      await giveBusiness(business, 10_000);
      simulator().inject({ kind: "down", match: { method: "PATCH", path: "/cards/" } });
      await loadCard(business.owner, { cardId: first, amount: 8_000 });
      simulator().clearFaults();
      await failing(business, first, kind);
      await loadCard(business.owner, { cardId: second, amount: 5_000 });
      expect(await cardHere(business, second)).toMatchObject({ spendLimit: 100n, issuerMessage: null });
      vi.setSystemTime(Date.now() + 2_000);
      await attemptAllDue();
      if (kind === "down") simulator().clearFaults();
      await recover(business.accountId);
      expect([await loadOf(business, first), await loadOf(business, second)]).toEqual(ends);
    },
  );

  it("does not wait for long for a load ahead (F20)", async () => {
    const { business, cards } = await cardsWith([100, 100]);
    const [first, second] = cards as [number, number];
    await giveBusiness(business, 10_000);
    await failing(business, first, "down");
    await loadCard(business.owner, { cardId: first, amount: 8_000 });
    await loadCard(business.owner, { cardId: second, amount: 5_000 });
    for (let round = 0; round < 8; round++) {
      vi.setSystemTime(Date.now() + 16_000);
      await attemptAllDue();
    }
    expect((await cardHere(business, second)).issuerMessage).toMatch(/^Your business has less available/);
    simulator().clearFaults();
    await recover(business.accountId);
    expect(await loadOf(business, first)).toBe(8_100);
  });

  it.each<[string, (business: TestBusiness, cardId: number) => Promise<unknown>, number]>([
    ["spent, as that is gone from the balance too", spend, 0],
    ["unloaded", (business, cardId) => unloadCard(business.owner, { cardId, amount: 3_000 }), 3_000],
    ["spent in part, and the card closed", spendAndClose, 6_000],
    ["on a card that is closed", close, 10_000],
  ])("is free again once it is %s (F20)", async (_, free, amount) => {
    const { business, cards } = await cardsWith([10_000]);
    await giveBusiness(business, 700);
    await free(business, cards[0] as number);
    await recover(business.accountId);
    await hearIssuer();
    expect(await available(business)).toBe(700 + amount);
  });

  async function spend(business: TestBusiness, cardId: number): Promise<void> {
    await payInShop(await tokenOf(business, cardId), 4_000, "cleared");
    await hearIssuer();
  }

  async function spendAndClose(business: TestBusiness, cardId: number): Promise<void> {
    await spend(business, cardId);
    await close(business, cardId);
  }

  it("is shown to those who may load, with what is available (F20)", async () => {
    const { business, cards } = await cardsWith([10_000]);
    await giveBusiness(business, 700);
    const cardId = cards[0] as number;
    await spend(business, cardId);
    const told = { left: 6_000, loaded: 10_000 };
    expect(await readCardLoad(business.owner, cardId)).toEqual({ ...told, available: 700 });
    expect(await readCardLoad(business.user, cardId)).toEqual({ ...told, available: null });
    simulator().inject({ kind: "down", match: { path: "/balances" } });
    expect(await readCardLoad(business.admin, cardId)).toEqual({ ...told, available: null });
  });
});

const doings = ["load", "unload", "issue", "close", "held", "cleared", "voided", "hear", "fail"] as const;
const step = fc.record({
  does: fc.constantFrom(...doings),
  card: fc.nat(7),
  amount: fc.integer({ min: 1, max: 9_000 }),
  isAwaited: fc.boolean(),
});

it("never is more on all cards than the business has, whatever is done in whatever order (F20)", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const { business, cards } = await cardsWith([2_000, 2_000]);
      await giveBusiness(business, 12_000);
      for (const { does, card, amount, isAwaited } of steps) {
        const cardId = cards[card % cards.length] as number;
        if (does === "issue") cards.push(await issueLimited(business, loaded(amount)));
        else await perform(business, does, cardId, amount).catch(unlessForbidden);
        if (isAwaited) await recover(business.accountId);
        const { promised, has } = await promisedAtIssuer(business, cards);
        expect(promised).toBeLessThanOrEqual(has);
      }
      simulator().clearFaults();
      await recover(business.accountId);
      await hearIssuer();
      const { promised, has } = await promisedAtIssuer(business, cards);
      expect(has - promised).toBe(await available(business));
    }),
    { numRuns: 25 },
  );
});

async function perform(
  business: TestBusiness,
  does: Exclude<(typeof doings)[number], "issue">,
  cardId: number,
  amount: number,
): Promise<unknown> {
  if (does === "load") return loadCard(business.owner, { cardId, amount });
  if (does === "unload") return unloadCard(business.owner, { cardId, amount });
  if (does === "close") return close(business, cardId);
  if (does === "hear") return hearIssuer();
  if (does === "fail")
    return simulator().inject({ kind: "error-after", times: 1, match: { method: "PATCH", path: "/cards/" } });
  return payInShop(await tokenOf(business, cardId), amount, does);
}

// The domain forbids these at that time.
function unlessForbidden(error: unknown): void {
  if (!(error instanceof AppError && ["RULE_BROKEN", "INVALID_INPUT"].includes(error.code))) throw error;
}
