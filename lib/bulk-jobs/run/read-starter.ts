import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { mayComeIn } from "@/lib/auth/session/check-session.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { reachFor } from "@/lib/permissions.ts";
import type { ClaimedJob } from "./claim-bulk-jobs.ts";

/** The person who started a job, with their current permissions, or why nothing more may be done on
 *  their behalf. */
export async function readStarter({
  id,
  accountId,
  userId,
  verb,
}: ClaimedJob): Promise<Actor | { readonly refusal: string }> {
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
  if (!user || !mayComeIn(user, user.account))
    return { refusal: "The person who started this can no longer sign in." };
  // Starting the job required the recent proof that its work needs, so the job runs with it.
  const session = { id: 0, authenticatedAt: new Date() };
  const actor = userActor(user, { ip: null, userAgent: null, requestId: `bulk-job:${id}` }, session);
  const mayStill = reachFor(actor, "bulk-job.start") === "account" && reachFor(actor, verb) === "account";
  return mayStill ? actor : { refusal: "The person who started this no longer has a role that allows it." };
}
