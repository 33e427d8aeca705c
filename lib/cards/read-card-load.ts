import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { AppError } from "@/lib/errors.ts";
import { readCardSpendLimits } from "@/lib/lithic/cards.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { readAs } from "@/lib/read.ts";

const patience = 3_000;

/** What is left on a reloadable card of what was loaded, in minor units, as the issuer says right now; null when it does not say. Needs
 *  card.see; NOT_FOUND when the card is not theirs to see. */
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
