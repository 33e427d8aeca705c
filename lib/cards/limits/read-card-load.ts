import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { AppError } from "@/lib/errors.ts";
import { readCardSpendLimits } from "@/lib/lithic/card-changes.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { readAs } from "@/lib/read.ts";

const patience = 3_000;

/** The unspent part of what was loaded on a reloadable card, in minor units, as the issuer states
 *  it now. Null when the issuer does not answer. Needs card.see. Throws NOT_FOUND when the actor
 *  may not see the card. */
export async function readCardLoad(
  actor: Actor,
  cardId: number,
): Promise<{ left: number; loaded: number } | null> {
  const card = await readAs(actor, "card.see", (db) => db.card.findFirst({ where: { id: cardId } }));
  if (!card) throw new AppError("NOT_FOUND");
  const token = openField("Card", card, "lithicCardToken");
  if (token === null) return null;
  const stated = await readCardSpendLimits(token, { timeout: patience }).catch((error: unknown) => {
    if (error instanceof IssuerError) return null;
    throw error;
  });
  return stated && stated.left !== null && stated.loaded !== null
    ? { left: stated.left, loaded: stated.loaded }
    : null;
}
