import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { findApiKeyById } from "@/lib/auth/api-key/find-api-key.ts";
import { mayComeIn } from "@/lib/auth/session/check-session.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { reachFor } from "@/lib/permissions.ts";
import type { ClaimedJob } from "./claim-bulk-jobs.ts";

/** The person or API key that started a job, with its current permissions, or why nothing more may
 *  be done on its behalf. */
export async function readStarter(job: ClaimedJob): Promise<Actor | { readonly refusal: string }> {
  const byPerson = job.apiKeyId === null;
  const starter = await (byPerson ? personOf(job) : keyOf(job));
  const subject = byPerson ? "The person who" : "The API key that";
  if (!starter)
    return { refusal: `${subject} started this ${byPerson ? "can no longer sign in" : "no longer works"}.` };
  const mayStill =
    reachFor(starter, "bulk-job.start") === "account" && reachFor(starter, job.verb) === "account";
  return mayStill ? starter : { refusal: `${subject} started this no longer has a role that allows it.` };
}

async function personOf({ id, accountId, userId }: ClaimedJob): Promise<Actor | null> {
  const user = await acrossAccounts((db) =>
    db.user.findFirst({
      where: { accountId, id: userId },
      select: {
        id: true,
        accountId: true,
        email: true,
        role: true,
        status: true,
        deletedAt: true,
        account: { select: { status: true, deletedAt: true } },
      },
    }),
  );
  if (!user || !mayComeIn(user, user.account)) return null;
  // Starting the job required the recent proof that its work needs, so the job runs with it.
  return userActor(user, originOf(id), { id: 0, authenticatedAt: new Date() });
}

async function keyOf({ id, accountId, apiKeyId }: ClaimedJob): Promise<Actor | null> {
  const key = await findApiKeyById({ accountId, id: apiKeyId ?? 0 }, originOf(id), new Date());
  return key?.actor ?? null;
}

const originOf = (jobId: number) => ({ ip: null, userAgent: null, requestId: `bulk-job:${jobId}` });
