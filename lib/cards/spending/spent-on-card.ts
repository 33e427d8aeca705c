import type { Reader } from "@/lib/db/transaction.ts";
import type { Counted } from "@/lib/lithic/decision/occasion.ts";

/** What a card has spent since a time, as the issuer counts it: held or moved, without what was
 *  voided or expired. Refunds are transactions of their own and free nothing. In minor units. */
export async function spentOnCard(db: Reader, cardId: number, since: Date): Promise<Counted> {
  const { _sum, _count } = await db.transaction.aggregate({
    where: { cardId, occurredAt: { gte: since }, amount: { gt: 0n } },
    _sum: { amount: true },
    _count: true,
  });
  return { amount: Number(_sum.amount ?? 0n), count: _count };
}
