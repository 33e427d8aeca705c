import type { Actor } from "@/lib/auth/actor.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { changeCardLimit } from "@/lib/cards/limits/change-card-limit.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import type { CallOptions } from "@/lib/command.ts";
import { createUser } from "@/lib/users/create-user.ts";
import type { BulkVerb } from "./bulk-job.ts";

/** The answer of a verb's command: the card with its pending operation, or the person, for whom
 *  nothing is pending. */
export type BulkAnswer =
  | { readonly cardId: number; readonly operationId: number }
  | { readonly userId: number };

type BulkCommand = (actor: Actor, input: never, options: CallOptions) => Promise<BulkAnswer>;

const commands: Readonly<Record<BulkVerb, BulkCommand>> = {
  "card.issue": issueCard,
  "card.freeze": freezeCard,
  "card.unfreeze": unfreezeCard,
  "card.close": closeCard,
  "card.change-limit": changeCardLimit,
  "user.create": createUser,
};

/** Runs the verb of a job on one card or person, once for each key. The worker sends the operation
 *  to the issuer. Throws what the verb's command throws. */
export function callBulkVerb(
  verb: BulkVerb,
  actor: Actor,
  input: Readonly<Record<string, unknown>>,
  idempotencyKey: string,
): Promise<BulkAnswer> {
  // The command's own schema checks the input.
  const options = { idempotencyKey, keyChosenBy: "work", leaveToWorker: true } as const;
  return commands[verb](actor, input as never, options);
}
