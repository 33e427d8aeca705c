import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { findCardByLithicToken } from "@/lib/webhooks/find-by-lithic-token.ts";
import { approvedTransactions } from "./lithic-money.ts";

// A transaction can come into the list a little after it was begun.
const overlapMilliseconds = 10 * 60_000;
const longestLookBack = 30 * 24 * 3_600_000;

// When the newest transaction seen by this process was begun.
let newestSeen: Date | undefined;

/** Writes down when cards were last paid with, from the issuer's transactions since the newest one seen, and answers how many cards that was news for. */
export async function refreshLastUses(): Promise<number> {
  const seen = newestSeen ?? (await newestKnown());
  const begin = new Date(Math.max(seen.getTime() - overlapMilliseconds, Date.now() - longestLookBack));
  const lastUses = new Map<string, Date>();
  for (const { cardToken, created } of await approvedTransactions(begin))
    if (created > (lastUses.get(cardToken) ?? new Date(0))) lastUses.set(cardToken, created);
  let news = 0;
  for (const [cardToken, at] of lastUses) news += await keep(cardToken, at);
  newestSeen = new Date(Math.max(seen.getTime(), ...[...lastUses.values()].map((at) => at.getTime())));
  return news;
}

async function newestKnown(): Promise<Date> {
  const newest = await acrossAccounts((db) => db.card.findFirst({ orderBy: { lastUsedAt: "desc" }, select: { lastUsedAt: true } }));
  return newest?.lastUsedAt ?? new Date(0);
}

// That a card was paid with is no change that anybody here made, so the audit log has nothing to tell of it.
async function keep(cardToken: string, at: Date): Promise<number> {
  const card = await findCardByLithicToken(cardToken);
  if (!card) return 0;
  const where = { id: card.id, lastUsedAt: { lt: at } };
  const { count } = await inTransaction({ accountId: card.accountId }, (tx) => tx.card.updateMany({ where, data: { lastUsedAt: at } }));
  return count;
}
