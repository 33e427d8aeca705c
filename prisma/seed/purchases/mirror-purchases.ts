import { applyTransactionEvent } from "@/lib/transactions/issuer/apply-transaction-event.ts";
import type { PastIssuer, SeededCard } from "./past-issuer.ts";

interface Transaction {
  readonly token: string;
  readonly created: string;
}

interface Listed extends Transaction {
  readonly card: SeededCard;
}

/** Records the transactions of cards since a time as they are at the issuer, oldest first, on the
 *  path of a webhook. Recording one again changes nothing. */
export async function mirrorPurchases(
  issuer: PastIssuer,
  cards: readonly SeededCard[],
  since = new Date(0),
): Promise<void> {
  const all = await transactionsOf(issuer, cards, since);
  for (let from = 0; from < all.length; from += atOnce)
    await Promise.all(all.slice(from, from + atOnce).map(recorded));
}

// Together they take one commit, and so one wait for the disk.
const atOnce = 32;

const recorded = ({ card, token }: Listed) =>
  applyTransactionEvent(card, { messageId: `seed-${token}`, token, cardToken: card.token });

/** The transactions of cards at the issuer since a time, oldest first. */
export async function transactionsOf(
  issuer: PastIssuer,
  cards: readonly SeededCard[],
  since = new Date(0),
): Promise<readonly Listed[]> {
  const all = [];
  for (const card of cards)
    for (const transaction of await listed(issuer, card, since)) all.push({ ...transaction, card });
  return all.sort((a, b) => a.created.localeCompare(b.created));
}

async function listed(issuer: PastIssuer, card: SeededCard, since: Date): Promise<Transaction[]> {
  const all: Transaction[] = [];
  for (let hasMore = true; hasMore; ) {
    const last = all.at(-1);
    const query = new URLSearchParams({
      ...{ card_token: card.token, begin: since.toISOString(), page_size: "100" },
      ...(last && { starting_after: last.token }),
    });
    const { body } = await issuer.send(new Date(), "GET", `/v1/transactions?${query}`);
    all.push(...(body.data ?? []));
    hasMore = body.has_more ?? false;
  }
  return all;
}
