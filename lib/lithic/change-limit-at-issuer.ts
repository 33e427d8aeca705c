import {
  type CardLimit,
  type CardStatus,
  confirmedLimit,
  isSameLimit,
  wantedLimit,
} from "@/lib/cards/card.ts";
import { confirmCardChange } from "@/lib/cards/confirm-card-change.ts";
import { refuseCardChange } from "@/lib/cards/refuse-card-change.ts";
import type { Row } from "@/lib/db/schema.ts";
import { formatMoney } from "@/lib/money.ts";
import { readAs } from "@/lib/read.ts";
import { cardOf } from "./card-of.ts";
import { checkAvailable } from "./check-available.ts";
import { issuerActor } from "./issuer-actor.ts";
import { IssuerError } from "./issuer-error.ts";
import type { OperationKind } from "./kinds.ts";
import { type IssuerCard, readCardAtIssuer, readCardSpendLimits, setCardLimit } from "./lithic-cards.ts";
import type { Operation } from "./operation.ts";
import { waitForLateCalls } from "./spent-key.ts";
import { limitOf } from "./translate.ts";

/** Sets a card's limit at the issuer to what is wanted at the moment of sending: asking twice is the same as once. What a reloadable card is
 *  loaded with must be there, and what is taken off it must not be spent; both as the issuer states it then. */
export const changeLimitAtIssuer: OperationKind = {
  async send(operation) {
    const { card, account, token } = await cardAndAccount(operation);
    const actor = issuerActor(operation.accountId);
    const wanted = wantedLimit(card);
    // An earlier one has settled it, or the card was closed meanwhile.
    if (!wanted) return () => confirmCardChange(actor, { ...operation.lease, limit: null });
    try {
      const answer = await setLimit(token, wanted, card.cardType === "reloadable" ? account : null);
      return () => confirmCardChange(actor, { ...operation.lease, limit: { wanted, ...statedOf(answer) } });
    } catch (error) {
      if (!(error instanceof IssuerError) || error.kind !== "refused") throw error;
      // What an earlier call without an answer still does must not come after this was said to be refused.
      if (operation.attemptsBefore > 0) waitForLateCalls(operation);
      const limit = { wanted, ...(await statedNow(token, card)) };
      return () => refuseCardChange(actor, { ...operation.lease, limit, message: error.message });
    }
  },
  refused: ({ accountId, lease }, message) =>
    refuseCardChange(issuerActor(accountId), { ...lease, limit: null, message }),
};

async function statedNow(token: string, card: Row<"Card">) {
  try {
    return statedOf(await readCardAtIssuer(token));
  } catch (error) {
    if (!(error instanceof IssuerError) || error.kind !== "refused") throw error;
    // It knows nothing of the card, so what it said before is all there is.
    return { stated: confirmedLimit(card), status: card.status as CardStatus };
  }
}

async function setLimit(
  token: string,
  wanted: CardLimit,
  loadedFrom: Row<"Account"> | null,
): Promise<IssuerCard> {
  if (loadedFrom) {
    const found = await readCardAtIssuer(token);
    if (isSameLimit(statedOf(found).stated, wanted)) return found;
    await checkLoad(token, Number(wanted.spendLimit) - found.spendLimit, loadedFrom);
  }
  const answer = await setCardLimit(token, wanted);
  if (!isSameLimit(statedOf(answer).stated, wanted))
    throw new IssuerError("unknown", "The issuer answered with another limit than was asked for.");
  return answer;
}

async function checkLoad(token: string, more: number, account: Row<"Account">): Promise<void> {
  if (more >= 0) return checkAvailable(account, more);
  const inWords = (amount: number) => formatMoney(BigInt(amount), account.currency);
  const left = (await readCardSpendLimits(token)).left ?? 0;
  if (left < -more)
    throw new IssuerError(
      "refused",
      `The card has ${inWords(left)} left, less than the ${inWords(-more)} to be taken off it.`,
    );
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
  return { ...(await cardOf(operation)), account };
}
