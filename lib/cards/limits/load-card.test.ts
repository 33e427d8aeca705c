import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { atIssuer, cardHere, enrolledBusiness, hearIssuer, recover } from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { loadCard } from "./load-card.ts";
import {
  available,
  changingCard,
  expectLimit,
  giveBusiness,
  issueLimited,
  issueLoaded,
  loaded,
} from "./test-limits.ts";
import { unloadCard } from "./unload-card.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

describe("card.load", () => {
  it("adds up, also when the issuer has not confirmed the first", async () => {
    await giveBusiness(business, 100_000);
    const cardId = await issueLoaded(business, 10_000);
    simulator().inject({ kind: "down", times: 1, match: changingCard });
    await loadCard(business.owner, { cardId, amount: 5_000 });
    await loadCard(business.admin, { cardId, amount: 2_500 });
    await recover(business.accountId);
    await expectLimit(business, cardId, 17_500, "forever");
    await unloadCard(business.owner, { cardId, amount: 17_499 });
    await expectLimit(business, cardId, 1, "forever");
  });

  it("begins with no more than the business has, also when the first answer was lost", async () => {
    await giveBusiness(business, 10_000);
    const tooMuch = await issueLimited(business, loaded((await available(business)) + 1));
    expect(await cardHere(business, tooMuch)).toMatchObject({
      status: "inactive",
      token: null,
      issuerMessage: expect.stringMatching(/^Your business has less available than/),
    });
    simulator().inject({ kind: "error-after", times: 1, match: { method: "POST", path: "/cards" } });
    const cardId = await issueLimited(business, loaded(await available(business)));
    expect(await cardHere(business, cardId)).toMatchObject({ status: "active" });
  });

  it("is for a reloadable card only, as unloading is", async () => {
    const cardId = await issueLimited(business);
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 1 }), { code: "RULE_BROKEN" });
    await expectRefused(() => unloadCard(business.owner, { cardId, amount: 1 }), { code: "RULE_BROKEN" });
  });

  it("refuses more than the business has at that moment", async () => {
    const cardId = await issueLoaded(business, 10_000);
    await giveBusiness(business, 1);
    const more = (await available(business)) + 1;
    await loadCard(business.owner, { cardId, amount: more });
    await expectLimit(business, cardId, 10_000, "forever");
    expect((await cardHere(business, cardId)).issuerMessage).toMatch(
      /^Your business has less available than the \$[\d,.]+ to be loaded\.$/,
    );
    await loadCard(business.owner, { cardId, amount: more - 1 });
    await expectLimit(business, cardId, 10_000 + more - 1, "forever");
  });

  it("loads once, although the money is gone by the time the issuer is asked again", async () => {
    await giveBusiness(business, 50_000);
    const cardId = await issueLoaded(business, 10_000);
    const all = await available(business);
    simulator().inject({ kind: "reset-after", times: 1, match: changingCard });
    await loadCard(business.owner, { cardId, amount: all });
    await pay((await cardHere(business, cardId)).token ?? "", 40_000);
    await recover(business.accountId);
    await expectLimit(business, cardId, 10_000 + all, "forever");
    expect(await cardHere(business, cardId)).toMatchObject({ issuerMessage: null });
  });

  it("refuses a form that was filled in before somebody else changed the card", async () => {
    await giveBusiness(business, 20_000);
    const cardId = await issueLoaded(business, 10_000);
    const { version } = await cardHere(business, cardId);
    await loadCard(business.owner, { cardId, amount: 100, version });
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 100, version }), { code: "STALE" });
    await expectRefused(() => unloadCard(business.owner, { cardId, amount: 100, version }), {
      code: "STALE",
    });
    await expectLimit(business, cardId, 10_100, "forever");
  });

  it("refuses a form that was opened before the issuer did something else", async () => {
    await giveBusiness(business, 10_000);
    const cardId = await issueLoaded(business, 10_000);
    const { version, token } = await cardHere(business, cardId);
    await atIssuer("PATCH", `/v1/cards/${token}`, { state: "PAUSED" });
    await hearIssuer();
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 100, version }), { code: "STALE" });
  });
});
