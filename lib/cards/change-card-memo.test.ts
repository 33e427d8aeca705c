import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";
import { changeCardMemo } from "./change-card-memo.ts";
import { changingCard, issueLimited } from "./limits/test-limits.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

describe("card.change-memo", () => {
  it("counts at once, and the issuer's copy follows the last one", async () => {
    const cardId = await issueLimited(business);
    simulator().inject({ kind: "down", times: 1, match: changingCard });
    await changeCardMemo(business.owner, { cardId, memo: "Trains" });
    expect(await cardHere(business, cardId)).toMatchObject({ memo: "Trains" });
    await changeCardMemo(business.admin, { cardId, memo: "" });
    await recover(business.accountId);
    const card = await cardHere(business, cardId);
    expect(card.memo).toBe("");
    expect((await readCardAtIssuer(String(card.token))).memo).toBe("");
  });

  it("stays when the issuer refuses its copy, whose words are shown", async () => {
    const cardId = await issueLimited(business);
    simulator().inject({ kind: "refused", times: 1, match: changingCard });
    await changeCardMemo(business.owner, { cardId, memo: "Trains" });
    await attemptAllDue();
    expect(await cardHere(business, cardId)).toMatchObject({
      memo: "Trains",
      issuerMessage: "The request was refused",
    });
  });
});
