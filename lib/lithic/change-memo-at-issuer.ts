import { confirmCardChange } from "@/lib/cards/confirm-card-change.ts";
import { refuseCardChange } from "@/lib/cards/refuse-card-change.ts";
import { cardOf } from "./card-of.ts";
import { issuerActor } from "./issuer-actor.ts";
import type { OperationKind } from "./kinds.ts";
import { setCardMemo } from "./lithic-cards.ts";

/** Has the issuer's copy of a card's memo follow ours, as ours is at the moment of sending. */
export const changeMemoAtIssuer: OperationKind = {
  async send(operation) {
    const { card, token } = await cardOf(operation);
    await setCardMemo(token, card.memo);
    return () => confirmCardChange(issuerActor(operation.accountId), { ...operation.lease, limit: null });
  },
  refused: ({ accountId, lease }, message) =>
    refuseCardChange(issuerActor(accountId), { ...lease, limit: null, message }),
};
