import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { newHolder } from "@/lib/testing/test-holder.ts";
import { cardsAtIssuer, enrolledBusiness } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { cancelBulkJob } from "./cancel-bulk-job.ts";
import { readBulkJob } from "./queries.ts";
import { runBulkJobs } from "./run/run-bulk-jobs.ts";
import { startBulkJob } from "./start/start-bulk-job.ts";
import { issuedCards, itemsOf, runToEnd, statesHere } from "./test-bulk.ts";

let business: TestBusiness;
let holderId: number;
let cardIds: readonly number[];

beforeAll(async () => {
  business = await enrolledBusiness();
  holderId = await newHolder(business);
  cardIds = await issuedCards(business, holderId, 60);
});

const start = (given: Partial<Parameters<typeof startBulkJob>[1]>, actor = business.owner) =>
  startBulkJob(actor, { verb: "card.freeze", cards: { ids: [...cardIds] }, reason: "Left", ...given });

describe("a bulk job", () => {
  it("does its verb to every card, here and at the issuer, and undoes it", async () => {
    const { jobId, total } = await start({});
    expect(total).toBe(60);
    expect(await readBulkJob(business.owner, jobId)).toMatchObject({
      status: "running",
      counts: { waiting: 60 },
      reason: "Left",
    });
    await runToEnd(business, jobId);
    expect(await readBulkJob(business.owner, jobId)).toMatchObject({
      status: "done",
      counts: { done: 60 },
      secondsLeft: null,
    });
    expect(await statesHere(business, cardIds)).toEqual(["frozen"]);
    expect(new Set((await cardsAtIssuer(business, holderId)).map(({ status }) => status))).toEqual(
      new Set(["frozen"]),
    );
    const undo = await start({ verb: "card.unfreeze", cards: { jobId } });
    await runToEnd(business, undo.jobId);
    expect(await readBulkJob(business.owner, undo.jobId)).toMatchObject({
      status: "done",
      counts: { done: 60 },
    });
    expect(await statesHere(business, cardIds)).toEqual(["active"]);
  });

  it("does each card in the name of the person who asked, and says which job it was for", async () => {
    const { jobId } = await start({ cards: { ids: cardIds.slice(0, 2) } }, business.admin);
    await runToEnd(business, jobId);
    const targetId = String(cardIds[0]);
    const rows = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({
        where: { action: "card.freeze", targetType: "Card", targetId },
        orderBy: { seq: "desc" },
        take: 1,
      }),
    );
    expect(rows).toMatchObject([
      { actorUserId: business.admin.userId, requestId: `bulk-job:${jobId}`, reason: "Left" },
    ]);
    await runToEnd(business, (await start({ verb: "card.unfreeze", cards: { jobId } })).jobId);
  });

  it("takes back only what nobody has done again since, for a reason of their own", async () => {
    const [own = 0, other = 0] = cardIds;
    const { jobId } = await start({ cards: { ids: [own, other] } });
    await runToEnd(business, jobId);
    await unfreezeCard(business.owner, { cardId: own });
    await freezeCard(business.owner, { cardId: own, reason: "Stolen" });
    const undo = await start({ verb: "card.unfreeze", cards: { jobId } });
    expect(undo.total).toBe(1);
    await runToEnd(business, undo.jobId);
    expect(await statesHere(business, [own])).toEqual(["frozen"]);
    expect(await statesHere(business, [other])).toEqual(["active"]);
    await unfreezeCard(business.owner, { cardId: own });
  });

  it("says of each card why it could not be done, and goes on with the others", async () => {
    await freezeCard(business.owner, { cardId: cardIds[3] as number, reason: "Earlier" });
    const { jobId } = await start({ cards: { ids: cardIds.slice(0, 6) } });
    await runToEnd(business, jobId);
    expect(await readBulkJob(business.owner, jobId)).toMatchObject({
      status: "done",
      counts: { done: 5, refused: 1 },
    });
    const [refused] = (await itemsOf(business, jobId)).filter(({ status }) => status === "refused");
    expect(refused).toMatchObject({
      place: 4,
      message: "Only an active card can be frozen; this one is frozen.",
    });
    await unfreezeCard(business.owner, { cardId: cardIds[3] as number });
    await runToEnd(business, (await start({ verb: "card.unfreeze", cards: { jobId } })).jobId);
    expect(await statesHere(business, cardIds)).toEqual(["active"]);
  });

  it("says so when somebody wanted something else before the issuer was told", async () => {
    const { jobId } = await start({ cards: { ids: cardIds.slice(0, 2) } });
    await runBulkJobs("first");
    await unfreezeCard(business.owner, { cardId: cardIds[1] as number }, { leaveToWorker: true });
    await runToEnd(business, jobId, "first");
    expect((await itemsOf(business, jobId)).map(({ status, message }) => [status, message])).toEqual([
      ["done", null],
      ["refused", "Someone requested another change to this card first."],
    ]);
    await unfreezeCard(business.owner, { cardId: cardIds[0] as number });
  });

  it("stops when it is cancelled: what the issuer was told of ends, the rest is left", async () => {
    const { jobId } = await start({});
    await runBulkJobs("first");
    await cancelBulkJob(business.admin, { jobId });
    await runToEnd(business, jobId, "first");
    const { status, counts } = await readBulkJob(business.owner, jobId);
    expect(status).toBe("cancelled");
    expect(counts).toMatchObject({ waiting: 0, running: 0, done: 48, cancelled: 12 });
    expect(await statesHere(business, cardIds.slice(0, 48))).toEqual(["frozen"]);
    expect(await statesHere(business, cardIds.slice(48))).toEqual(["active"]);
    await expectRefused(() => cancelBulkJob(business.owner, { jobId }), { code: "RULE_BROKEN" });
    await runToEnd(business, (await start({ verb: "card.unfreeze", cards: { jobId } })).jobId);
  });

  it("is taken by one of two workers, and by the other once that one is dead", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { jobId } = await start({ cards: { ids: cardIds.slice(0, 10) } });
    await Promise.all([runBulkJobs("first"), runBulkJobs("second")]);
    await runBulkJobs("third");
    expect((await readBulkJob(business.owner, jobId)).counts).toMatchObject({ running: 10 });
    vi.setSystemTime(Date.now() + 31_000);
    await runToEnd(business, jobId, "third");
    expect((await readBulkJob(business.owner, jobId)).counts).toMatchObject({ done: 10 });
    await runToEnd(business, (await start({ verb: "card.unfreeze", cards: { jobId } })).jobId);
    vi.useRealTimers();
  });
});

describe("starting a bulk job", () => {
  it("takes what a list shows", async () => {
    const query = `status=active&holder=${holderId}&search=nina+card&sort=memo`;
    const { total } = await start({ cards: { query }, confirmedCount: 60 }).then(async (answer) => {
      await cancelBulkJob(business.owner, { jobId: answer.jobId });
      return answer;
    });
    expect(total).toBe(60);
  });

  it.each([
    ["a filter of another word", { cards: { query: "status=frzen" } }, "cards"],
    ["an empty filter", { cards: { query: "status=" } }, "cards"],
    ["more words than a search has", { cards: { query: "search=a+b+c+d+e+f+g+h+i+j+k+l+m" } }, "cards"],
    ["no count of a query's cards", { cards: { query: "status=active" } }, "confirmedCount"],
    [
      "another count than the query has",
      { cards: { query: "status=active" }, confirmedCount: 5 },
      "confirmedCount",
    ],
    ["a filter that there is not", { cards: { query: "colour=red" } }, "cards"],
    ["an empty list", { cards: { query: "search=nothing+at+all" } }, "cards"],
    ["no reason to freeze", { reason: undefined }, "reason"],
    ["no count to close", { verb: "card.close" }, "confirmedCount"],
    ["another count to close", { verb: "card.close", confirmedCount: 59 }, "confirmedCount"],
    ["a limit without a window", { verb: "card.change-limit", spendLimit: 100 }, "spendLimitDuration"],
    ["no limit at all", { verb: "card.change-limit" }, "spendLimit"],
    ["no cards", { cards: { ids: [] } }, "cards.ids"],
  ] as const)("refuses %s, naming the field", async (_, given, field) => {
    const cards = { ids: [...cardIds] };
    await expectRefused(
      () => startBulkJob(business.owner, { verb: "card.freeze", cards, reason: "Left", ...given } as never),
      {
        code: "INVALID_INPUT",
        fields: expect.objectContaining({ [field]: expect.any(String) }),
      },
    );
  });

  it("knows no cards of another business", async () => {
    const stranger = await testBusiness();
    const ids = [...cardIds, stranger.cardId];
    await expectRefused(() => start({ cards: { ids } }), { code: "NOT_FOUND" });
  });

  it("is one job when it is sent twice with one key", async () => {
    const input = { verb: "card.freeze", cards: { ids: cardIds.slice(0, 2) }, reason: "Left" } as const;
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => startBulkJob(business.owner, input, { idempotencyKey })),
    );
    expect(new Set(answers.map(({ jobId }) => jobId)).size).toBe(1);
    await cancelBulkJob(business.owner, { jobId: answers[0]?.jobId ?? 0 });
  });

  it("gives every card another limit, here and at the issuer", async () => {
    const limit = { spendLimit: 12_345, spendLimitDuration: "monthly" } as const;
    const cards = { ids: cardIds.slice(0, 3) };
    const { jobId } = await startBulkJob(business.owner, { verb: "card.change-limit", cards, ...limit });
    await runToEnd(business, jobId);
    expect((await readBulkJob(business.owner, jobId)).counts).toMatchObject({ done: 3 });
    const limits = (await cardsAtIssuer(business, holderId)).filter(
      ({ spendLimit }) => spendLimit === limit.spendLimit,
    );
    expect(limits.length).toBe(3);
    const again = await startBulkJob(business.owner, { verb: "card.change-limit", cards, ...limit });
    await runToEnd(business, again.jobId);
    expect((await itemsOf(business, again.jobId)).map(({ message }) => message)).toEqual(
      Array(3).fill("This is already the card's limit."),
    );
  });

  it("closes as many cards as were confirmed, by their last four digits", async () => {
    const ids = cardIds.slice(-3);
    const { jobId } = await start({ verb: "card.close", cards: { ids }, confirmedCount: 3 });
    await runToEnd(business, jobId);
    expect(await statesHere(business, ids)).toEqual(["inactive"]);
    const again = await start({ verb: "card.close", cards: { ids }, confirmedCount: 3 });
    await runToEnd(business, again.jobId);
    expect((await itemsOf(business, again.jobId)).map(({ message }) => message)).toEqual(
      Array(3).fill("This card is already closed."),
    );
  });
});

describe("the key of an item", () => {
  it("never meets a key that a client chose, whatever it is called (A3)", async () => {
    const [own = 0, other = 0] = await issuedCards(business, holderId, 2);
    const { jobId } = await start({ cards: { ids: [own] } });
    const [item] = await itemsOf(business, jobId);
    const idempotencyKey = `bulk:${item?.id}`;
    await freezeCard(business.owner, { cardId: other, reason: "Lost" }, { idempotencyKey });
    await runToEnd(business, jobId);
    expect((await readBulkJob(business.owner, jobId)).counts).toMatchObject({ done: 1, refused: 0 });
    expect(await statesHere(business, [own])).toEqual(["frozen"]);
    // And the other way about: the item's answer is not given to the client.
    await unfreezeCard(business.owner, { cardId: own });
    await expectRefused(
      () => freezeCard(business.owner, { cardId: own, reason: "Left" }, { idempotencyKey }),
      { code: "KEY_REUSED" },
    );
  });

  it("is not taken for done by a client's earlier use of it with the same input (A3)", async () => {
    const [cardId = 0] = await issuedCards(business, holderId, 1);
    const { jobId } = await start({ cards: { ids: [cardId] } });
    const [item] = await itemsOf(business, jobId);
    const idempotencyKey = `bulk:${item?.id}`;
    await freezeCard(business.owner, { cardId, reason: "Left" }, { idempotencyKey });
    await unfreezeCard(business.owner, { cardId });
    await runToEnd(business, jobId);
    expect(await statesHere(business, [cardId])).toEqual(["frozen"]);
  });

  it("is not found under a client's key when the job is canceled (A3)", async () => {
    const ids = await issuedCards(business, holderId, 2);
    const { jobId } = await start({ cards: { ids } });
    const [first] = await itemsOf(business, jobId);
    await freezeCard(
      business.owner,
      { cardId: ids[0] as number, reason: "Left" },
      { idempotencyKey: `bulk:${first?.id}` },
    );
    await cancelBulkJob(business.owner, { jobId });
    await runToEnd(business, jobId);
    expect((await readBulkJob(business.owner, jobId)).counts).toMatchObject({ done: 0, cancelled: 2 });
  });
});

describe("somebody who is deactivated while a job of theirs is running", () => {
  it("has nothing more done in their name", async () => {
    const ids = cardIds.slice(0, 55);
    const { jobId } = await start({ cards: { ids } }, business.admin);
    await runBulkJobs("first");
    await deactivateUser(business.owner, { userId: business.admin.userId as number, reason: "Left" });
    await runToEnd(business, jobId, "first");
    expect(await readBulkJob(business.owner, jobId)).toMatchObject({
      status: "done",
      counts: { done: 48, refused: 7 },
    });
    const messages = (await itemsOf(business, jobId)).slice(48).map(({ message }) => message);
    expect(messages).toEqual(Array(7).fill("The person who started this can no longer sign in."));
    expect(await statesHere(business, ids.slice(48))).toEqual(["active"]);
  });
});
