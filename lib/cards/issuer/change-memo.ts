import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { setCardMemo } from "@/lib/lithic/card-changes.ts";
import { operation } from "@/lib/outbox/operation.ts";
import { confirmCardChange, refuseCardChange } from "./confirm-card-change.ts";
import { findMadeCard } from "./find-card.ts";
import { reconcileAtIssuer } from "./reconcile-card.ts";

/** Sets the issuer's copy of a card's memo to ours, as it is when sent. */
export const changeMemoAtIssuer = operation("card.change-memo", {
  supersedes: ["card.change-memo", reconcileAtIssuer.name],
  reconcile: reconcileAtIssuer,
  async send(operation) {
    const { card, token } = await findMadeCard(operation);
    await setCardMemo(token, card.memo);
  },
  confirm: ({ accountId, lease }) => confirmCardChange(issuerActor(accountId), { ...lease, limit: null }),
  refuse: ({ accountId, lease }, message) =>
    refuseCardChange(issuerActor(accountId), { ...lease, limit: null, message }),
});
