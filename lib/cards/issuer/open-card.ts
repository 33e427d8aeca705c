import { setCardState } from "@/lib/lithic/card-changes.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { operation } from "@/lib/outbox/operation.ts";
import { confirmCardState, refuseCardState } from "./confirm-card.ts";
import { findMadeCard } from "./find-card.ts";

/** Opens a card that was created paused, once the rules of its spending profile hold on it. So
 *  nobody ever pays with it without them. */
export const openAtIssuer = operation("card.open", {
  async send(operation): Promise<IssuerCard> {
    const { card, token } = await findMadeCard(operation);
    if (card.status !== "pending" || card.desiredStatus !== null) return readCardAtIssuer(token);
    if (card.profileDesiredAt !== null)
      throw new IssuerError("unavailable", "The rules of its spending profile come first.");
    return setCardState(token, "active", "");
  },
  confirm: (operation, answer) => confirmCardState(operation, answer, null),
  refuse: (operation, message) => refuseCardState(operation, message, null),
});
