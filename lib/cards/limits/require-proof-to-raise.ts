import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import type { Work } from "@/lib/command.ts";
import type { CardLimit } from "../card.ts";

type ProofWork = Pick<Work<unknown>, "db" | "actor" | "now">;

/** Throws CONFIRM_IDENTITY when a limit is raised above the threshold of the business by somebody who did
 *  not prove lately who they are. No limit is above every threshold. `before` is undefined for many
 *  cards at once. */
export async function requireProofToRaise(
  work: ProofWork,
  before: CardLimit | undefined,
  after: CardLimit,
): Promise<void> {
  if (before && !isRaised(before, after)) return;
  const account = await work.db.read.account.findFirst({
    where: { id: work.actor.accountId },
    select: { confirmAboveLimit: true },
  });
  if (after.spendLimit !== null && after.spendLimit <= (account?.confirmAboveLimit ?? 0n)) return;
  requireRecentProof(work.actor, work.now);
}

function isRaised(before: CardLimit, after: CardLimit): boolean {
  if (before.spendLimit === null) return false;
  return (
    after.spendLimit === null ||
    after.spendLimit > before.spendLimit ||
    after.spendLimitDuration !== before.spendLimitDuration
  );
}
