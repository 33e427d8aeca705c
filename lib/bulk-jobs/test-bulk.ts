import { vi } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { command, type Work } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { recover } from "@/lib/testing/test-issuer.ts";
import { readBulkJob } from "./queries.ts";
import { runBulkJobs } from "./run/run-bulk-jobs.ts";

/** Issues this many cards to a person, and has the issuer create them. Uses fake timers. */
export async function issuedCards(
  { owner, accountId }: TestBusiness,
  userId: number,
  count: number,
): Promise<number[]> {
  vi.useFakeTimers({ toFake: ["Date"] });
  const cardIds: number[] = [];
  for (let n = 0; n < count; n++) {
    const card = { userId, cardType: "debit", form: "virtual", memo: `Card ${n}` } as const;
    cardIds.push((await issueCard(owner, card, { leaveToWorker: true })).cardId);
  }
  await recover(accountId);
  vi.useRealTimers();
  return cardIds;
}

/** Runs the worker until a job has ended. */
export async function runToEnd(business: TestBusiness, jobId: number, worker = "test"): Promise<void> {
  for (let round = 0; round < 200; round++) {
    await runBulkJobs(worker);
    await attemptAllDue();
    const { status } = await readBulkJob(business.system, jobId);
    if (status === "done" || status === "cancelled") return;
  }
  throw new Error("The job does not end");
}

/** The items of a job, in their order. */
export function itemsOf({ accountId }: TestBusiness, jobId: number) {
  return inAccount(accountId, (db) =>
    db.bulkJobItem.findMany({ where: { jobId }, orderBy: { place: "asc" } }),
  );
}

/** The distinct states of some cards. */
export async function statesHere({ accountId }: TestBusiness, cardIds: readonly number[]): Promise<string[]> {
  const cards = await inAccount(accountId, (db) => db.card.findMany({ where: { id: { in: [...cardIds] } } }));
  return [...new Set(cards.map(({ status, desiredStatus }) => desiredStatus ?? status))];
}

/** Starts a job as the command of a bulk verb would. */
export function issueInBulk<Answer>(
  actor: Actor,
  insert: (work: Work<unknown>) => Promise<Answer>,
): Promise<Answer> {
  return command({ name: "bulk-job.start", input: z.strictObject({}), run: insert })(actor, {});
}
