import { readAvailable } from "@/lib/accounts/issuer/read-available.ts";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import type { Row } from "@/lib/db/schema.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { formatMoney } from "@/lib/money.ts";
import type { Operation } from "@/lib/outbox/operation.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { readAs } from "@/lib/read.ts";
import { noMoneyToLoad } from "../load-refusal.ts";
import { loadKinds, moneySetAside } from "./money-set-aside.ts";

// A load ahead can take days, when the issuer has to accept the holder of a new card first. Its
// money stays set aside, and those behind it are refused instead of waiting.
const waitAtMost = 60_000;

/** Checks that a business can load more on a card. `loaded` is what the issuer has on it already.
 *  Both are minor units. What is left on its other reloadable cards is set aside, and loads that
 *  were asked for earlier come first. Throws an IssuerError: "refused" when the money is not there,
 *  "unavailable" while that depends on a load ahead. */
export async function checkLoad(
  operation: Operation,
  account: Row<"Account">,
  { loaded, more }: { readonly loaded: number; readonly more: number },
): Promise<void> {
  if (more === 0) return;
  // The balance is read first: what is spent meanwhile is then still set aside.
  const available = await readAvailable(account);
  const { certain, possible } = await setAside(operation, loaded);
  if (available - possible >= more) return;
  const isNew = Date.now() - operation.createdAt.getTime() < waitAtMost;
  if (available - certain >= more && isNew)
    throw new IssuerError("unavailable", "Another change of your business's cards comes first.");
  throw new IssuerError("refused", noMoneyToLoad(formatMoney(BigInt(more), account.currency)));
}

const setAside = ({ accountId, targetId: cardId }: Operation, loaded: number) =>
  readAs(issuerActor(accountId), "card.see", async (db) => {
    // The newest load of a card includes those before it.
    const newest = await db.lithicOperation.findFirst({
      where: { cardId, status: { in: [...pendingStatuses] }, kind: { in: [...loadKinds] } },
      orderBy: { id: "desc" },
      select: { id: true },
    });
    return moneySetAside(accountId, { cardId, loaded, place: newest?.id ?? 0 });
  });
