import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { enrolAccount } from "@/lib/accounts/enrol-account.ts";
import { type Actor, systemActor, userActor } from "@/lib/auth/actor.ts";
import { readBulkJob } from "@/lib/bulk-jobs/queries.ts";
import { checkBulkJob } from "@/lib/bulk-jobs/start/check-bulk-job.ts";
import { insertBulkJob } from "@/lib/bulk-jobs/start/insert-bulk-job.ts";
import { startBulkJob } from "@/lib/bulk-jobs/start/start-bulk-job.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import { command } from "@/lib/command.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { startWorker } from "@/lib/server/worker.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import type { Engine } from "../migrate/custom-ddl.ts";
import { onEmptyDatabase } from "./databases.ts";
import { type HostileFilesFigure, measureHostileFiles } from "./hostile-files.ts";

/** How long the worker takes for many cards at the issuer's rate limit, and
 *  what hostile files cost. */
export interface BulkFigure {
  readonly cards: number;
  readonly issueSeconds: number;
  readonly freezeSeconds: number;
  /** The longest time of eight freezes and unfreezes by a person during the job, until the issuer
   *  confirmed it. */
  readonly ownMilliseconds: number;
  readonly hostileFiles: HostileFilesFigure;
}

const cards = 500;

/** Issues 500 cards and then freezes them, at a simulator with Lithic's production rate limit: 15
 *  a second. */
export function measureBulk(engine: Engine): Promise<BulkFigure> {
  return onEmptyDatabase(engine, async () => {
    const { accountId, ownerId, ownerEmail, holderId } = await seedBusiness(
      systemActor("bench", 0, randomUUID()),
      {},
    );
    const system = systemActor("bench", accountId, randomUUID());
    await enrolAccount(system, {
      line1: "1 Main St",
      city: "Springfield",
      region: "IL",
      postalCode: "62701",
      country: "USA",
    });
    await attemptAllDue();
    const owner = userActor(
      { id: ownerId, accountId, email: ownerEmail, role: "owner" },
      { ip: null, userAgent: null, requestId: "bench" },
    );
    const hostileFiles = await measureHostileFiles(owner);
    const { cardId } = await issueCard(owner, newCard(holderId, "Own"));
    await attemptAllDue();
    const stopWorker = startWorker();
    const issueSeconds = await ended(owner, () => issueMany(owner, { holderId }));
    const freeze = { verb: "card.freeze" } as const;
    const { ids } = await checkBulkJob(owner, { ...freeze, cards: { query: "status=active&search=many" } });
    const frozen = ended(owner, () =>
      startBulkJob(owner, { ...freeze, cards: { ids: [...ids] }, reason: "Bench" }),
    );
    const ownMilliseconds = await freezeMeanwhile(owner, cardId);
    const freezeSeconds = await frozen;
    // A running worker would continue on the next database.
    await stopWorker();
    return { cards, issueSeconds, freezeSeconds, ownMilliseconds, hostileFiles };
  });
}

// With long pauses, so that it does not take the issuer's capacity from the job.
async function freezeMeanwhile(actor: Actor, cardId: number): Promise<number> {
  let longest = 0;
  for (let n = 0; n < 8; n++) {
    await wait(3_000);
    const started = performance.now();
    await (n % 2 === 0 ? freezeCard(actor, { cardId, reason: "Bench" }) : unfreezeCard(actor, { cardId }));
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
}

const seedBusiness = command({
  name: "demo.seed",
  scope: "across",
  input: z.strictObject({}),
  async run({ db }) {
    const ownerEmail = "owner@bench.example";
    const account = await db.insert("Account", { businessName: "Bench", ownerEmail });
    const within = db.within(account.id);
    const owner = await within.insert("User", {
      ...nameColumns({ givenName: "Olive", familyName: "Owner" }),
      email: ownerEmail,
      role: "owner",
      status: "active",
    });
    const person = {
      ...nameColumns({ givenName: "Hugo", familyName: "Holder" }),
      email: "holder@bench.example",
      role: "user",
      phone: "+12125550100",
    } as const;
    const holder = await within.insert("User", person);
    return { accountId: account.id, ownerId: owner.id, ownerEmail, holderId: holder.id };
  },
});

const newCard = (userId: number, memo: string) =>
  ({ userId, cardType: "debit", form: "virtual", memo }) as const;

const issueMany = command({
  name: "bulk-job.start",
  input: z.strictObject({ holderId: z.int() }),
  async run(work) {
    const items = Array.from({ length: cards }, (_, n) => ({
      input: newCard(work.input.holderId, `Many ${n}`),
    }));
    return insertBulkJob(work, { verb: "card.issue", input: {}, items });
  },
});

async function ended(actor: Actor, start: () => Promise<{ jobId: number }>): Promise<number> {
  const started = performance.now();
  const { jobId } = await start();
  for (;;) {
    const { status, counts } = await readBulkJob(actor, jobId);
    if (status === "done" && counts.done === cards) return (performance.now() - started) / 1_000;
    if (status === "done") throw new Error(`Only ${counts.done} of ${cards} cards were done`);
    await wait(100);
  }
}
