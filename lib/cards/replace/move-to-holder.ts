import { holderFault } from "@/lib/cards/issue/check-issue.ts";
import { issueAtIssuer } from "@/lib/cards/issuer/issue-card.ts";
import { closeAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { invalidField } from "@/lib/errors.ts";
import { type EnqueueWork, enqueue } from "@/lib/outbox/enqueue.ts";
import { closing } from "../state/desired-change.ts";
import { type ReplacementOrder, replacementFor } from "./replacement-card.ts";

/** The person who takes over cards of another. Throws INVALID_INPUT at `holderId` unless they are
 *  active and can be given a card. */
export async function findNewHolder(
  { db }: Pick<Work<unknown>, "db">,
  holderId: number,
  holderBefore: number,
): Promise<Row<"User">> {
  const holder = await db.read.user.findFirst({ where: { id: holderId } });
  if (!holder)
    throw invalidField("holderId", "Choose a person of your business.", { model: "User", id: holderId });
  const fault =
    holderFault(holder) ??
    (holder.id === holderBefore ? `${holder.name} holds this already. Choose somebody else.` : undefined) ??
    (holder.status === "invited"
      ? `${holder.name} has not accepted the invitation yet. Choose somebody else.`
      : undefined);
  if (fault !== undefined) throw invalidField("holderId", fault);
  return holder;
}

/** Hands a card over: issues one like it to another person, and closes it for good. Both are asked
 *  for in one transaction. Throws INVALID_INPUT naming the field. */
export async function moveToHolder(
  work: EnqueueWork,
  card: Row<"Card">,
  holder: Row<"User">,
  order: Pick<ReplacementOrder, "shippingAddressId" | "spendLimit">,
): Promise<{ readonly made: Row<"Card">; readonly old: Row<"Card"> }> {
  const { db, now } = work;
  const replacement = { ...order, holderId: holder.id, reason: "moved" } as const;
  const made = await db.insert("Card", await replacementFor(work, card, replacement));
  const old = await db.update("Card", card, closing(card, now, "Moved to another person"));
  db.note("Card", card.id, { movedToCardId: made.id });
  await enqueue(work, closeAtIssuer, card);
  await enqueue(work, issueAtIssuer, made);
  return { made, old };
}
