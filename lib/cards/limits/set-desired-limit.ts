import { changeLimitAtIssuer } from "@/lib/cards/issuer/change-limit.ts";
import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import type { CardLimit } from "../card.ts";

/** Saves a desired limit within a command, and enqueues the change at the issuer. */
export async function setDesiredLimit(
  work: Pick<Work<unknown>, "db" | "now" | "after">,
  card: Row<"Card">,
  limit: CardLimit,
) {
  const changed = await work.db.update("Card", card, {
    desiredSpendLimit: limit.spendLimit,
    desiredSpendLimitDuration: limit.spendLimitDuration,
    limitDesiredAt: work.now,
    issuerMessage: null,
  });
  const operationId = await enqueue(work, changeLimitAtIssuer, card);
  return { cardId: changed.id, version: changed.version, operationId };
}
