import { setCardLimit, setCardMemo, setCardState } from "@/lib/lithic/card-changes.ts";
import { readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { limitOf } from "@/lib/lithic/translate.ts";
import { operation } from "@/lib/outbox/operation.ts";
import { confirmedLimit, desiredLimit, isSameLimit } from "../card.ts";
import { confirmCardState, refuseCardState } from "./confirm-card.ts";
import { findMadeCard } from "./find-card.ts";

/** Reads a card at the issuer. Sets its state, limit and memo again where they differ from what was
 *  confirmed, because a superseded change may have arrived late. */
export const reconcileAtIssuer = operation("card.reconcile", {
  async send(operation) {
    const { card, token } = await findMadeCard(operation);
    const { status } = card;
    const found = await readCardAtIssuer(token);
    if (found.status === "inactive") return found;
    const limit = desiredLimit(card) === null ? confirmedLimit(card) : null;
    const stated = limitOf(found);
    if (limit && stated && !isSameLimit(stated, limit)) await setCardLimit(token, limit);
    if (found.memo !== card.memo) await setCardMemo(token, card.memo);
    const isConfirmed = card.desiredStatus === null && (status === "active" || status === "frozen");
    if (!isConfirmed || found.status === status) return found;
    return setCardState(token, status, (status === "frozen" && card.frozenReason) || "");
  },
  confirm: (operation, answer) => confirmCardState(operation, answer, null),
  refuse: (operation, message) => refuseCardState(operation, message, null),
});
