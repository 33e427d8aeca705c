import type { Actor } from "@/lib/auth/actor.ts";
import { changeCardLimit } from "@/lib/cards/change-card-limit.ts";
import { closeCard } from "@/lib/cards/close-card.ts";
import { freezeCard } from "@/lib/cards/freeze-card.ts";
import { issueCard } from "@/lib/cards/issue-card.ts";
import { unfreezeCard } from "@/lib/cards/unfreeze-card.ts";
import type { CallOptions } from "@/lib/command.ts";
import type { BulkVerb } from "./bulk-job.ts";

/** What the command of a verb answers: the card, and what the issuer is owed for it. */
export interface BulkAnswer {
  readonly cardId: number;
  readonly operationId: number;
}

type BulkCommand = (actor: Actor, input: never, options: CallOptions) => Promise<BulkAnswer>;

const commands: Readonly<Record<BulkVerb, BulkCommand>> = {
  "card.issue": issueCard,
  "card.freeze": freezeCard,
  "card.unfreeze": unfreezeCard,
  "card.close": closeCard,
  "card.change-limit": changeCardLimit,
};

/** Does the verb of a job to one card, once for each key; the issuer is told by the worker. Throws what the verb's command throws. */
export function callBulkVerb(
  verb: BulkVerb,
  actor: Actor,
  input: Readonly<Record<string, unknown>>,
  idempotencyKey: string,
): Promise<BulkAnswer> {
  // The command's own schema decides what it takes.
  return commands[verb](actor, input as never, { idempotencyKey, leaveToWorker: true });
}
