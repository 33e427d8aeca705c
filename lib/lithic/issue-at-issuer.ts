import type { CardForm, LimitWindow, ReplacementReason } from "@/lib/cards/card.ts";
import { confirmCard } from "@/lib/cards/confirm-card.ts";
import { refuseCard } from "@/lib/cards/refuse-card.ts";
import type { Row } from "@/lib/db/schema.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { AppError } from "@/lib/errors.ts";
import { readAs } from "@/lib/read.ts";
import { findCardByLithicToken } from "@/lib/webhooks/find-card-by-lithic-token.ts";
import { checkAvailable } from "./check-available.ts";
import { issuerActor } from "./issuer-actor.ts";
import { addressOf } from "./issuer-address.ts";
import { IssuerError } from "./issuer-error.ts";
import type { OperationKind } from "./kinds.ts";
import { createCard, type IssuerCard, listCardsAtIssuer, type NewIssuerCard } from "./lithic-cards.ts";
import type { Operation } from "./operation.ts";
import { renewKey } from "./renew-key.ts";
import { keyFor, keyIsSpent, waitForLateCalls } from "./spent-key.ts";
import { limitDurationOf, lithicTypeOf, substatusOf } from "./translate.ts";

const clockSkewMilliseconds = 10 * 60_000;

/** Has a card made, once: again with the same key as long as that counts, and after looking for the card when it does not. */
export const issueAtIssuer: OperationKind = {
  async send(operation) {
    const { asked, loadedFrom } = await readOrder(operation);
    const made = await makeOnce(operation, asked, loadedFrom);
    return () => confirmMade(operation, made);
  },
  // An earlier call that was not answered may have made it all the same, or still make it.
  async refused(operation, message) {
    if (operation.attemptsBefore > 0) waitForLateCalls(operation);
    const made =
      operation.attemptsBefore > 0
        ? await findMade(operation, (await readOrder(operation)).asked)
        : undefined;
    return made
      ? confirmMade(operation, made)
      : refuseCard(issuerActor(operation.accountId), {
          ...operation.lease,
          wanted: null,
          status: null,
          message,
        });
  },
};

async function confirmMade(operation: Operation, { token, lastFour, status }: IssuerCard): Promise<void> {
  const confirm = confirmCard(issuerActor(operation.accountId), {
    ...operation.lease,
    wanted: null,
    card: { token, lastFour, status },
  });
  await confirm.catch((error: unknown) => otherIntent(operation, error));
}

async function makeOnce(
  operation: Operation,
  wanted: NewIssuerCard,
  loadedFrom: Row<"Account"> | null,
): Promise<IssuerCard> {
  const isSpent = keyIsSpent(operation);
  const found = isSpent ? await findMade(operation, wanted) : undefined;
  if (found) return found;
  if (loadedFrom) await checkAvailable(loadedFrom, wanted.spendLimit ?? 0);
  return createCard(await keyFor(operation, isSpent), wanted);
}

// The issuer's cards carry no name of ours, so a card of this holder that no row knows and that is as it was asked for is taken to be it.
async function findMade({ createdAt }: Operation, wanted: NewIssuerCard): Promise<IssuerCard | undefined> {
  const cards = await listCardsAtIssuer(
    wanted.accountToken,
    new Date(createdAt.getTime() - clockSkewMilliseconds),
  );
  for (const card of cards.toReversed()) {
    if (fits(card, wanted) && !(await findCardByLithicToken(card.token))) return card;
  }
  return undefined;
}

function fits(card: IssuerCard, wanted: NewIssuerCard): boolean {
  const hasLimit =
    wanted.spendLimitDuration === null ||
    card.spendLimitDuration === limitDurationOf[wanted.spendLimitDuration];
  const isAsked =
    card.memo === wanted.memo &&
    card.type === lithicTypeOf[wanted.form] &&
    card.spendLimit === (wanted.spendLimit ?? 0);
  return (
    isAsked &&
    hasLimit &&
    card.replacementFor === (wanted.replaces?.token ?? null) &&
    card.status !== "inactive"
  );
}

// Another intent has taken this card for its own meanwhile, so this one needs a card, and a key, of its own.
async function otherIntent(operation: Operation, error: unknown): Promise<never> {
  if (error instanceof AppError && error.code === "DUPLICATE") await renewKey(operation);
  throw error;
}

/** The card that is to be made, and whose money is loaded on it at first, if it is reloadable. */
interface Order {
  readonly asked: NewIssuerCard;
  readonly loadedFrom: Row<"Account"> | null;
}

async function readOrder({ accountId, targetId }: Operation): Promise<Order> {
  const { card, holder, address, replaced, account } = await readAs(
    issuerActor(accountId),
    "card.see",
    async (db) => {
      const card = await db.card.findFirst({ where: { id: targetId } });
      const holder = card && (await db.user.findFirst({ where: { id: card.userId } }));
      const address =
        card?.shippingAddressId && (await db.address.findFirst({ where: { id: card.shippingAddressId } }));
      const replaced =
        card?.replacesCardId && (await db.card.findFirst({ where: { id: card.replacesCardId } }));
      const account =
        card?.cardType === "reloadable" && (await db.account.findFirst({ where: { id: accountId } }));
      return { card, holder, address: address || null, replaced: replaced || null, account: account || null };
    },
  );
  if (!card || !holder) throw new IssuerError("refused", "The card or its holder is gone.");
  const asked = {
    accountToken: await accountTokenOf(holder),
    form: card.form as CardForm,
    memo: card.memo,
    spendLimit: card.spendLimit === null ? null : Number(card.spendLimit),
    spendLimitDuration: card.spendLimitDuration as LimitWindow | null,
    shipTo: address && { name: holder.name, address: addressOf(address) },
    replaces: replaced && replacement(replaced, card.replacementReason as ReplacementReason),
  };
  return { asked, loadedFrom: account };
}

function replacement(replaced: Row<"Card">, reason: ReplacementReason): NewIssuerCard["replaces"] {
  const token = openField("Card", replaced, "lithicCardToken");
  return token === null ? null : { token, substatus: substatusOf[reason] };
}

async function accountTokenOf(holder: Row<"User">): Promise<string> {
  const token = openField("User", holder, "lithicAccountToken");
  if (token) return token;
  const enrolment = await readAs(issuerActor(holder.accountId), "user.see", (db) =>
    db.lithicOperation.findFirst({
      where: { targetType: "User", targetId: String(holder.id), kind: "user.enrol" },
      orderBy: { id: "desc" },
      select: { status: true, lastError: true },
    }),
  );
  if (enrolment && enrolment.status !== "refused")
    throw new IssuerError("unavailable", "The issuer does not know the holder yet.");
  throw new IssuerError("refused", enrolment?.lastError ?? "The issuer does not know the holder.");
}
