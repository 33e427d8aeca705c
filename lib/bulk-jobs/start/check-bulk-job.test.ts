import { beforeAll, describe, expect, it } from "vitest";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { newHolder } from "@/lib/testing/test-holder.ts";
import { cardHere, enrolledBusiness, recover } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { issuedCards, itemsOf } from "../test-bulk.ts";
import { checkBulkJob } from "./check-bulk-job.ts";
import { startBulkJob } from "./start-bulk-job.ts";

let business: TestBusiness;
let holderId: number;
let cardIds: readonly number[];

beforeAll(async () => {
  business = await enrolledBusiness();
  holderId = await newHolder(business);
  cardIds = await issuedCards(business, holderId, 5);
});

const check = (input: object, actor = business.owner) => checkBulkJob(actor, input);

describe("what a bulk job would do", () => {
  it("names the cards that a list has now, and what comes later is not in the job (B5)", async () => {
    const query = `holder=${holderId}`;
    const { ids } = await check({ cards: { query } });
    expect([...ids].sort((a, b) => a - b)).toEqual(cardIds);
    const [later = 0] = await issuedCards(business, holderId, 1);
    const { jobId, total } = await startBulkJob(business.owner, {
      verb: "card.freeze",
      cards: { ids: [...ids] },
      reason: "Left",
    });
    expect(total).toBe(5);
    expect((await itemsOf(business, jobId)).map(({ cardId }) => cardId)).not.toContain(later);
    await expectRefused(
      () =>
        startBulkJob(business.owner, {
          verb: "card.freeze",
          cards: { query },
          reason: "Left",
          confirmedCount: 5,
        }),
      { code: "INVALID_INPUT", fields: { confirmedCount: "These are 6 cards now. Enter 6 to confirm." } },
    );
  });

  it("counts which cards each verb skips, by their state (B7)", async () => {
    const other = await newHolder(business);
    const [active = 0, frozen = 0, closed = 0] = await issuedCards(business, other, 3);
    await freezeCard(business.owner, { cardId: frozen, reason: "Lost" });
    const { lastFour } = await cardHere(business, closed);
    await closeCard(business.owner, { cardId: closed, lastFour: lastFour ?? "", reason: "Lost" });
    await recover(business.accountId);
    const card = { userId: other, cardType: "debit", form: "virtual", memo: "New" } as const;
    const pending = (await issueCard(business.owner, card, { leaveToWorker: true })).cardId;
    const cards = { ids: [active, frozen, closed, pending] };
    expect(await check({ verb: "card.freeze", cards })).toEqual({
      ids: [active],
      skipped: [
        { state: "frozen", count: 1 },
        { state: "closed", count: 1 },
        { state: "pending", count: 1 },
      ],
    });
    expect((await check({ verb: "card.unfreeze", cards })).ids).toEqual([frozen]);
    expect((await check({ verb: "card.close", cards })).ids).toEqual([active, frozen, pending]);
    expect((await check({ verb: "card.change-limit", cards })).ids).toEqual([active, frozen]);
  });

  it.each([
    [{ cards: { query: "status=Frozen" } }, "cards"],
    [{ cards: { query: "search=nothing+at+all" } }, "cards"],
    [{ cards: { ids: [] } }, "cards.ids"],
    [{ verb: "card.load", cards: { query: "" } }, "verb"],
  ])("is not said of %j (B6)", async (input, field) => {
    await expectRefused(() => check(input), {
      code: "INVALID_INPUT",
      fields: expect.objectContaining({ [field]: expect.any(String) }),
    });
  });

  it("knows no cards of another business, and is for those who may start jobs (B5)", async () => {
    const stranger = await testBusiness();
    await expectRefused(() => check({ cards: { ids: [stranger.cardId] } }), { code: "NOT_FOUND" });
    for (const actor of [business.user, business.analyst])
      await expectRefused(() => check({ cards: { ids: [business.cardId] } }, actor), { code: "FORBIDDEN" });
  });
});
