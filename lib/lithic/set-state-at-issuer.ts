import { confirmedLimit, isSameLimit, type WantedStatus, wantedLimit } from "@/lib/cards/card.ts";
import { confirmCard } from "@/lib/cards/confirm-card.ts";
import { refuseCard } from "@/lib/cards/refuse-card.ts";
import { cardOf, tokenOf } from "./card-of.ts";
import { issuerActor } from "./issuer-actor.ts";
import { IssuerError } from "./issuer-error.ts";
import type { OperationKind } from "./kinds.ts";
import { readCardAtIssuer, setCardLimit, setCardMemo, setCardState } from "./lithic-cards.ts";
import type { Operation } from "./operation.ts";
import { limitOf } from "./translate.ts";

/** Sets a card's state at the issuer: asking twice is the same as once. */
export const setStateAtIssuer = (wanted: WantedStatus): OperationKind => ({
  async send(operation) {
    const { token, reason } = await cardAtIssuer(operation, wanted);
    const answer = await setCardState(token, wanted, reason).catch((error: unknown) =>
      afterClosing(error, token, wanted),
    );
    // Neither done nor refused: nothing that could be shown to a person.
    if (answer.status !== wanted && answer.status !== "inactive")
      throw new IssuerError("unknown", "The issuer answered with another state than was asked for.");
    return () =>
      confirmCard(issuerActor(operation.accountId), { ...operation.lease, wanted, card: wordsOf(answer) });
  },
  refused: (operation, message) => refusedState(operation, message, wanted),
});

/** Looks at a card, and sets its state, limit and memo once more where the issuer has another than was confirmed. */
export const checkAtIssuer: OperationKind = {
  async send(operation) {
    const { token, reason, status, isSettled, limit, memo } = await cardAtIssuer(operation);
    const found = await readCardAtIssuer(token);
    if (found.status !== "inactive") {
      const stated = limitOf(found);
      if (limit && stated && !isSameLimit(stated, limit)) await setCardLimit(token, limit);
      if (found.memo !== memo) await setCardMemo(token, memo);
    }
    const mustSet =
      isSettled &&
      found.status !== status &&
      found.status !== "inactive" &&
      (status === "active" || status === "frozen");
    const answer = mustSet ? await setCardState(token, status, reason) : found;
    return () =>
      confirmCard(issuerActor(operation.accountId), {
        ...operation.lease,
        wanted: null,
        card: wordsOf(answer),
      });
  },
  refused: (operation, message) => refusedState(operation, message, null),
};

/** Puts in force that the issuer refused something about a card: it is what it is there now, not what was last confirmed, for an earlier wish may
 *  have come through meanwhile. */
export async function refusedState(
  operation: Operation,
  message: string,
  wanted: WantedStatus | null,
): Promise<unknown> {
  const token = await tokenOf(operation);
  const status = token === null ? null : (await readCardAtIssuer(token)).status;
  return refuseCard(issuerActor(operation.accountId), { ...operation.lease, wanted, status, message });
}

// A closed card takes no other state. Asked to close it again, the wish is fulfilled; asked for anything else, the closing is news to us.
async function afterClosing(error: unknown, token: string, wanted: WantedStatus) {
  if (!(error instanceof IssuerError) || error.kind !== "refused") throw error;
  const card = await readCardAtIssuer(token);
  if (card.status !== "inactive" && card.status !== wanted) throw error;
  return card;
}

async function cardAtIssuer(operation: Operation, wanted?: WantedStatus) {
  const { card, token } = await cardOf(operation);
  const reason =
    (wanted === "inactive" ? card.closedReason : wanted === "active" ? null : card.frozenReason) ?? "";
  const limit = wantedLimit(card) === null ? confirmedLimit(card) : null;
  return {
    token,
    reason,
    status: card.status,
    isSettled: card.wantedStatus === null,
    limit,
    memo: card.memo,
  };
}

const wordsOf = ({ token, lastFour, status }: { token: string; lastFour: string; status: string }) => ({
  token,
  lastFour,
  status,
});
