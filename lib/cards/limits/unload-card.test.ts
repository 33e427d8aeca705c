import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";
import { pay } from "@/lib/testing/test-payments.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { loadCard } from "./load-card.ts";
import { changingCard, expectLimit, giveBusiness, issueLoaded } from "./test-limits.ts";
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

describe("card.unload", () => {
  it("leaves something on the card, and never more than the issuer takes, which it says in money (C9)", async () => {
    const cardId = await issueLoaded(business, 10_000);
    await expectRefused(() => unloadCard(business.owner, { cardId, amount: 10_000 }), {
      code: "INVALID_INPUT",
      fields: { amount: expect.stringContaining("freeze or close it instead") },
    });
    await expectRefused(() => loadCard(business.owner, { cardId, amount: 2_147_473_648 }), {
      code: "INVALID_INPUT",
      fields: {
        amount: "This card holds $100.00 and takes up to $21,474,836.47. Load $21,474,736.47 or less.",
      },
    });
    await expectLimit(business, cardId, 10_000, "forever");
  });

  it("refuses to take off what was spent", async () => {
    await giveBusiness(business, 50_000);
    const cardId = await issueLoaded(business, 10_000);
    await pay((await cardHere(business, cardId)).token ?? "", 4_000);
    await unloadCard(business.owner, { cardId, amount: 6_001 });
    await expectLimit(business, cardId, 10_000, "forever");
    expect(await cardHere(business, cardId)).toMatchObject({
      issuerMessage: "The card has $60.00 left, less than the $60.01 to be taken off it.",
    });
    await unloadCard(business.owner, { cardId, amount: 6_000 });
    await expectLimit(business, cardId, 4_000, "forever");
  });

  it("takes a form that was opened before the issuer confirmed what it shows", async () => {
    await giveBusiness(business, 20_000);
    const cardId = await issueLoaded(business, 10_000);
    simulator().inject({ kind: "error-before", times: 1, match: changingCard });
    const { version } = await loadCard(business.owner, { cardId, amount: 100 });
    await recover(business.accountId);
    expect(await cardHere(business, cardId)).toMatchObject({ version: version + 1, limitDesiredAt: null });
    await unloadCard(business.owner, { cardId, amount: 50, version });
    await expectRefused(() => unloadCard(business.admin, { cardId, amount: 50, version }), { code: "STALE" });
    await expectLimit(business, cardId, 10_050, "forever");
  });
});
