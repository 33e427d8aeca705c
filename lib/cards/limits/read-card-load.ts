import { readAvailable } from "@/lib/accounts/issuer/read-available.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { moneySetAside } from "@/lib/cards/issuer/money-set-aside.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { noRow } from "@/lib/errors.ts";
import { readCardSpendLimits } from "@/lib/lithic/card-changes.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";

const patience = 3_000;

/** The money of a reloadable card, in minor units, as the issuer states it now. */
export interface CardLoad {
  /** The unspent part of what was loaded. */
  readonly left: number;
  readonly loaded: number;
  /** What the business can load on its cards. Null for those who may not load. */
  readonly available: number | null;
}

/** The money of a reloadable card. Null when the issuer does not answer. Needs card.see. Throws
 *  NOT_FOUND when the actor may not see the card. */
export async function readCardLoad(actor: Actor, cardId: number): Promise<CardLoad | null> {
  const card = await readAs(actor, "card.see", async (db) => {
    const found = await db.card.findFirst({ where: { id: cardId } });
    if (!found) throw noRow("Card", cardId);
    return found;
  });
  const token = openField("Card", card, "lithicCardToken");
  if (token === null) return null;
  const [stated, available] = await Promise.all([
    orNull(readCardSpendLimits(token, { timeout: patience })),
    reachFor(actor, "card.load") ? orNull(readAvailableToLoad(actor)) : null,
  ]);
  return stated && stated.left !== null && stated.loaded !== null
    ? { left: stated.left, loaded: stated.loaded, available }
    : null;
}

/** What the business can load on its cards: what it has at the issuer, less what is left on its
 *  reloadable cards and what is about to be loaded on them. */
async function readAvailableToLoad(actor: Actor): Promise<number> {
  const account = await readAs(actor, "card.load", (db) =>
    db.account.findFirst({ where: { id: actor.accountId } }),
  );
  const available = await readAvailable(account as Row<"Account">, { timeout: patience });
  const { possible } = await readAs(actor, "card.load", () => moneySetAside(actor.accountId));
  return Math.max(0, available - possible);
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof IssuerError) return null;
    throw error;
  });
}
