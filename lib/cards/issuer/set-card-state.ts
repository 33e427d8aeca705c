import { setCardState } from "@/lib/lithic/card-changes.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import type { DesiredStatus } from "../card.ts";
import { confirmCardState, refuseCardState } from "./confirm-card.ts";
import { findMadeCard } from "./find-card.ts";
import { reconcileAtIssuer } from "./reconcile-card.ts";

// A freeze or close does not wait for operations that do not make the card usable.
const overtakes = [
  "card.open",
  "card.change-limit",
  "card.change-memo",
  "card.reissue",
  "card.renew",
  "card.convert",
];

export const freezeAtIssuer = operation("card.freeze", { ...setState("frozen"), overtakes });
export const unfreezeAtIssuer = operation("card.unfreeze", { ...setState("active"), overtakes });
export const closeAtIssuer = operation("card.close", { ...setState("inactive"), overtakes });
export const activateAtIssuer = operation("card.activate", setState("active"));

/** Sets a card's state at the issuer. Sending it twice has the same effect as once. */
function setState(desired: DesiredStatus) {
  return {
    supersedes: ["card.freeze", "card.unfreeze", "card.close", "card.activate", reconcileAtIssuer.name],
    reconcile: reconcileAtIssuer,
    async send(operation: Operation<undefined>): Promise<IssuerCard> {
      const { card, token } = await findMadeCard(operation);
      const reasons = { frozen: card.frozenReason, active: null, inactive: card.closedReason };
      const answer = await setCardState(token, desired, reasons[desired] ?? "").catch((error: unknown) =>
        afterClosing(error, token, desired),
      );
      // Neither confirmed nor refused: there is nothing to show to a person.
      if (answer.status !== desired && answer.status !== "inactive")
        throw new IssuerError("unknown", "The issuer answered with another state than was asked for.");
      return answer;
    },
    confirm: (operation: Operation<undefined>, answer: IssuerCard) =>
      confirmCardState(operation, answer, desired),
    refuse: (operation: Operation<undefined>, message: string) =>
      refuseCardState(operation, message, desired),
  };
}

// A closed card takes no other state. If the request was to close it, it is done. Otherwise the
// close is news to us.
async function afterClosing(error: unknown, token: string, desired: DesiredStatus): Promise<IssuerCard> {
  if (!(error instanceof IssuerError) || error.kind !== "refused") throw error;
  const card = await readCardAtIssuer(token);
  if (card.status !== "inactive" && card.status !== desired) throw error;
  return card;
}
