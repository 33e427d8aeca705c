import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import type { Work } from "@/lib/command.ts";
import type { CardLimit, LimitWindow } from "../card.ts";

type ProofWork = Pick<Work<unknown>, "db" | "actor" | "now">;

/** Throws CONFIRM_IDENTITY for a raise above the threshold of the business without a recent proof.
 *  Removing the limit counts as a raise above it, and so does a shorter window, which allows the
 *  amount more often. `before` is undefined for many cards at once. */
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
  const isWithin = after.spendLimit !== null && after.spendLimit <= (account?.confirmAboveLimit ?? 0n);
  if (isWithin && !isShorter(before, after)) return;
  requireRecentProof(work.actor, work.now);
}

function isRaised(before: CardLimit, after: CardLimit): boolean {
  if (before.spendLimit === null) return false;
  return after.spendLimit === null || after.spendLimit > before.spendLimit || isShorter(before, after);
}

const fromShortest: readonly (LimitWindow | null)[] = ["transaction", "monthly", "annually", "forever"];

// A bulk job does not know the window of each card, and takes it to be a month.
function isShorter(before: CardLimit | undefined, after: CardLimit): boolean {
  const from = before ? before.spendLimitDuration : "monthly";
  return fromShortest.indexOf(after.spendLimitDuration) < fromShortest.indexOf(from);
}
