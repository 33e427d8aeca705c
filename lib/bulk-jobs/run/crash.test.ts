import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardsAtIssuer, enrolledBusiness } from "@/lib/testing/test-issuer.ts";
import { testProgram } from "@/lib/testing/test-program.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { cancelBulkJob } from "../cancel-bulk-job.ts";
import { readBulkJob } from "../queries.ts";
import { insertBulkJob } from "../start/insert-bulk-job.ts";
import { issueCardsFromCsv } from "../start/issue-cards-from-csv.ts";
import { startBulkJob } from "../start/start-bulk-job.ts";
import { issuedCards, issueInBulk, itemsOf, runToEnd, statesHere } from "../test-bulk.ts";
import { runBulkJobs } from "./run-bulk-jobs.ts";

let business: TestBusiness;
let cardIds: number[];
let email: string;
beforeAll(async () => {
  business = await enrolledBusiness();
  email = business.admin.label;
  cardIds = await issuedCards(business, business.user.userId as number, 6);
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const newCard = () =>
  ({ userId: business.user.userId as number, cardType: "debit", form: "virtual", memo: "Once" }) as const;
const freezeAll = () =>
  startBulkJob(business.owner, { verb: "card.freeze", cards: { ids: cardIds }, reason: "Left" });
const unfreezeAll = async (jobId: number) =>
  runToEnd(business, (await startBulkJob(business.owner, { verb: "card.unfreeze", cards: { jobId } })).jobId);

const runWorker = testProgram("lib/bulk-jobs/run/test-crash.ts");
const workerKilled = async (fault: string) => (await runWorker({ FAULT: fault })).end;

// Waits for the dead worker's leases to expire.
async function goOn(jobId: number): Promise<void> {
  for (let round = 0; round < 10; round++) {
    vi.setSystemTime(Date.now() + 31_000);
    await runBulkJobs("survivor");
    await attemptAllDue();
    if ((await readBulkJob(business.owner, jobId)).endedAt !== null) return;
  }
  throw new Error("The job does not end");
}

function askedInName(jobId: number, action: string) {
  return inAccount(business.accountId, (db) =>
    db.auditLog.findMany({ where: { action, requestId: `bulk-job:${jobId}` } }),
  );
}

const points = [
  ...["bulk-claimed", "bulk-claimed#2"],
  ...["bulk-called", "bulk-called#3", "bulk-called#6"],
  ...["bulk-running", "bulk-running#4", "bulk-running#6"],
  ...["claim", "claim#4", "claim#6"],
  ...["lithic", "lithic#2", "lithic#5", "lithic#6"],
  ...["confirm", "confirm#3", "confirm#6"],
  ...["bulk-finished", "bulk-round", "bulk-round#2"],
];

const issuePoints = [
  ...["bulk-claimed", "bulk-claimed#2"],
  ...["bulk-called", "bulk-called#2", "bulk-called#3", "bulk-called#4"],
  ...["bulk-running", "bulk-running#2", "bulk-running#4"],
  ...["card.issue:claim", "card.issue:claim#2", "card.issue:claim#4"],
  ...["card.issue:lithic", "card.issue:lithic#2", "card.issue:lithic#3"],
  ...["card.issue:confirm", "card.issue:confirm#2", "card.issue:confirm#4"],
  ...["bulk-finished", "bulk-round"],
];

describe("a worker killed", () => {
  it.each(points)("after %s of a freeze: each card is frozen once, each has its answer", async (point) => {
    const { jobId } = await freezeAll();
    expect(await workerKilled(`after:${point}`)).toBe("SIGKILL");
    // The last round may have ended the job already.
    if ((await readBulkJob(business.owner, jobId)).endedAt === null) await goOn(jobId);
    expect(await readBulkJob(business.owner, jobId)).toMatchObject({ status: "done", counts: { done: 6 } });
    expect(await statesHere(business, cardIds)).toEqual(["frozen"]);
    const rows = await askedInName(jobId, "card.freeze");
    expect(rows.map(({ targetId }) => Number(targetId)).sort((a, b) => a - b)).toEqual(cardIds);
    await unfreezeAll(jobId);
  });

  it.each(["bulk-called#2", "bulk-called#5", "lithic#2"])(
    "after %s, and the rest cancelled: what is said is what is",
    async (point) => {
      const { jobId } = await freezeAll();
      expect(await workerKilled(`after:${point}`)).toBe("SIGKILL");
      await cancelBulkJob(business.owner, { jobId });
      await goOn(jobId);
      const items = await itemsOf(business, jobId);
      for (const { cardId, status } of items)
        expect([status, ...(await statesHere(business, [cardId ?? 0]))]).toEqual(
          status === "done" ? ["done", "frozen"] : ["cancelled", "active"],
        );
      expect(items.filter(({ status }) => status === "done").length).toBeGreaterThan(0);
      await unfreezeAll(jobId);
    },
  );

  it.each(issuePoints)("after %s of a file of cards: there is one card for each row", async (point) => {
    const userId = business.admin.userId as number;
    const before = (await cardsAtIssuer(business, userId)).length;
    const rows = Array.from({ length: 4 }, (_, n) => `${email},Debit,Virtual,Row ${n} ${point},,,`);
    const csv = ["Holder email,Card type,Form,Memo,Spend limit,Limit window,Ship to", ...rows].join("\n");
    const { jobId } = await issueCardsFromCsv(business.owner, { csv, fileName: "cards.csv", cards: 4 });
    expect(await workerKilled(`after:${point}`)).toBe("SIGKILL");
    if ((await readBulkJob(business.owner, jobId)).endedAt === null) await goOn(jobId);
    expect(await readBulkJob(business.owner, jobId)).toMatchObject({ status: "done", counts: { done: 4 } });
    expect((await cardsAtIssuer(business, userId)).length).toBe(before + 4);
    expect(new Set((await itemsOf(business, jobId)).map(({ cardId }) => cardId)).size).toBe(4);
  });
});

it("takes a row of a file once, until that came to nothing", async () => {
  const items = [{ input: newCard(), rowDigest: "d".repeat(43) }];
  const give = () =>
    issueInBulk(business.owner, (work) =>
      insertBulkJob(work, { verb: "card.issue", input: {}, items, fileName: "a.csv" }),
    );
  const { jobId } = await give();
  await expectRefused(give, { code: "DUPLICATE" });
  await cancelBulkJob(business.owner, { jobId });
  await runToEnd(business, jobId);
  const again = await give();
  await runToEnd(business, again.jobId);
});
