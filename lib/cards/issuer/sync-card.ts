import { z } from "zod";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { choice, rowId, seenVersion } from "@/lib/fields/column.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { hasPending } from "@/lib/outbox/pending.ts";
import { confirmedState } from "./confirm-card.ts";
import type { findCardByLithicToken } from "./find-card.ts";

type FoundCard = NonNullable<Awaited<ReturnType<typeof findCardByLithicToken>>>;

/** Syncs the card that an issuer event names. Returns false while an operation of the card is
 *  pending, because its answer will say more. Throws IssuerError, and AppErrors of the command. */
export async function applyCardEvent(card: FoundCard, token: string): Promise<boolean> {
  const { accountId, id: cardId, version } = card;
  const { status, state, awaitsActivation } = await readCardAtIssuer(token);
  if (!isNews(card, { status, awaitsActivation })) return true;
  const stated = { status, state, awaitsActivation };
  const synced = await syncCard(issuerActor(accountId), { cardId, ...stated, version });
  return synced.version !== version;
}

// A closed card stays closed. Most events of the issuer report a change that the portal requested.
function isNews(card: FoundCard, stated: Pick<IssuerCard, "status" | "awaitsActivation">): boolean {
  const wasSent = stated.awaitsActivation && card.shippedAt === null && card.form === "physical";
  // It was created paused on purpose, until the rules of its profile hold.
  const isHeld = card.status === "pending" && stated.status === "frozen" && card.profileDesiredAt !== null;
  return card.status !== "inactive" && !isHeld && (stated.status !== card.status || wasSent);
}

/** Applies what the issuer did to a card on its own, such as shipping it. Does nothing while an
 *  operation of the card is pending, because its answer will say more. Throws STALE when the card
 *  was changed after the issuer was read. */
export const syncCard = command({
  name: "card.sync",
  input: z.strictObject({
    cardId: rowId,
    status: choice("Card", "status"),
    /** The issuer's own word for the status. */
    state: z.string().max(60).optional(),
    awaitsActivation: z.boolean(),
    version: seenVersion,
  }),
  async run(work) {
    const { db, now, input } = work;
    const card = await db.findForUpdate("Card", input.cardId);
    // What was read at the issuer may be older than a confirmation.
    if (card.version !== (input.version ?? card.version)) throw new AppError("STALE");
    if (
      card.status === "inactive" ||
      card.desiredStatus !== null ||
      (await hasPending(work, "Card", card.id))
    )
      return { cardId: card.id, version: card.version };
    const isNews = input.awaitsActivation && card.shippedAt === null && card.form === "physical";
    const changed = await db.update("Card", card, {
      ...(input.status !== card.status && confirmedState(card, input.status, now)),
      ...(isNews && { shippedAt: now }),
    });
    // The history keeps the word that we do not know.
    if (input.status === "other" && changed.version !== card.version)
      db.note("Card", card.id, { issuerState: input.state ?? "unknown" });
    return { cardId: changed.id, version: changed.version };
  },
});
