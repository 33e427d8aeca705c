import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import type { Row } from "@/lib/db/schema.ts";
import { readCardSpendLimits, setCardLimit } from "@/lib/lithic/card-changes.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { limitOf } from "@/lib/lithic/translate.ts";
import { formatMoney } from "@/lib/money.ts";
import { throwIfLateCallPossible } from "@/lib/outbox/idempotency-key.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { readAs } from "@/lib/read.ts";
import { type CardLimit, type CardStatus, confirmedLimit, desiredLimit, isSameLimit } from "../card.ts";
import { notLeftOnCard } from "../load-refusal.ts";
import { checkLoad } from "./check-load.ts";
import { confirmCardChange, refuseCardChange } from "./confirm-card-change.ts";
import { findMadeCard } from "./find-card.ts";
import { reconcileAtIssuer } from "./reconcile-card.ts";

/** The requested limit, the issuer's state afterwards, and its message if it refused. */
interface Answer {
  readonly limit: {
    readonly desired: CardLimit;
    readonly stated: CardLimit;
    readonly status: CardStatus;
  } | null;
  readonly refusal?: string;
}

/** Sets a card's limit at the issuer to the limit desired when it is sent. Sending it twice has the
 *  same effect as once. A load must be available to the business and not set aside for other cards,
 *  and an unload must not be spent yet, at that time. */
export const changeLimitAtIssuer = operation("card.change-limit", {
  supersedes: ["card.change-limit", reconcileAtIssuer.name],
  reconcile: reconcileAtIssuer,
  async send(operation): Promise<Answer> {
    const { card, account, token } = await cardAndAccount(operation);
    const desired = desiredLimit(card);
    // An earlier operation has confirmed it, or the card was closed meanwhile.
    if (!desired) return { limit: null };
    try {
      const loadedFrom = card.cardType === "reloadable" ? account : null;
      const answer = await setLimit(operation, token, desired, loadedFrom);
      return { limit: { desired, ...statedOf(answer) } };
    } catch (error) {
      if (!(error instanceof IssuerError) || error.kind !== "refused") throw error;
      // An earlier call without an answer must not take effect after this one was reported as
      // refused.
      if (operation.attemptsBefore > 0) throwIfLateCallPossible(operation);
      return { limit: { desired, ...(await statedNow(token, card)) }, refusal: error.message };
    }
  },
  confirm({ accountId, lease }, { limit, refusal }) {
    const actor = issuerActor(accountId);
    return refusal === undefined
      ? confirmCardChange(actor, { ...lease, limit })
      : refuseCardChange(actor, { ...lease, limit, message: refusal });
  },
  refuse: ({ accountId, lease }, message) =>
    refuseCardChange(issuerActor(accountId), { ...lease, limit: null, message }),
});

async function statedNow(token: string, card: Row<"Card">) {
  try {
    return statedOf(await readCardAtIssuer(token));
  } catch (error) {
    if (!(error instanceof IssuerError) || error.kind !== "refused") throw error;
    // The issuer does not know the card, so the last confirmed values are all there is.
    return { stated: confirmedLimit(card), status: card.status as CardStatus };
  }
}

async function setLimit(
  operation: Operation,
  token: string,
  desired: CardLimit,
  loadedFrom: Row<"Account"> | null,
): Promise<IssuerCard> {
  if (loadedFrom) {
    const found = await readCardAtIssuer(token);
    if (isSameLimit(statedOf(found).stated, desired)) return found;
    const more = Number(desired.spendLimit) - found.spendLimit;
    if (more < 0) await checkUnload(token, -more, loadedFrom);
    else await checkLoad(operation, loadedFrom, { loaded: found.spendLimit, more });
  }
  const answer = await setCardLimit(token, desired);
  if (!isSameLimit(statedOf(answer).stated, desired))
    throw new IssuerError("unknown", "The issuer answered with another limit than was asked for.");
  return answer;
}

async function checkUnload(token: string, less: number, account: Row<"Account">): Promise<void> {
  const inWords = (amount: number) => formatMoney(BigInt(amount), account.currency);
  const left = (await readCardSpendLimits(token)).left ?? 0;
  if (left < less) throw new IssuerError("refused", notLeftOnCard(inWords(left), inWords(less)));
}

function statedOf(card: IssuerCard) {
  const stated = limitOf(card);
  if (!stated) throw new IssuerError("unknown", "The issuer answered with a limit of another kind.");
  return { stated, status: card.status };
}

async function cardAndAccount(operation: Operation) {
  const { accountId } = operation;
  const account = await readAs(issuerActor(accountId), "card.see", (db) =>
    db.account.findFirst({ where: { id: accountId } }),
  );
  if (!account) throw new IssuerError("refused", "The business is gone.");
  return { ...(await findMadeCard(operation)), account };
}
