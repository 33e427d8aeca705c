import { toIssuerAddress } from "@/lib/addresses/to-issuer-address.ts";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { createCard, type IssuerCard, listCardsAtIssuer, type NewIssuerCard } from "@/lib/lithic/cards.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { limitDurationOf, lithicTypeOf, substatusOf } from "@/lib/lithic/translate.ts";
import { replaceKey } from "@/lib/outbox/held-operation.ts";
import { checkKeyExpired, throwIfLateCallPossible, usableKey } from "@/lib/outbox/idempotency-key.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { targetOf } from "@/lib/outbox/target.ts";
import { readAs } from "@/lib/read.ts";
import { printedName } from "@/lib/users/name/name-at-issuer.ts";
import type { CardForm, LimitWindow, ReplacementReason } from "../card.ts";
import { checkLoad } from "./check-load.ts";
import { confirmCardState, refuseCard } from "./confirm-card.ts";
import { findCardByLithicToken } from "./find-card.ts";

const clockSkewMilliseconds = 10 * 60_000;

/** Creates a card at the issuer, once. A retry uses the same key while the key is valid. After
 *  that, it looks for the card first. */
export const issueAtIssuer = operation("card.issue", {
  async send(operation): Promise<IssuerCard> {
    await throwIfSuspended(operation);
    const { asked, loadedFrom } = await readOrder(operation);
    return makeOnce(operation, asked, loadedFrom);
  },
  confirm: confirmMade,
  // An earlier call without an answer may have created the card, or may still create it.
  async refuse(operation, message) {
    // It may have been suspended while the call was under way.
    await throwIfSuspended(operation);
    if (operation.attemptsBefore > 0) throwIfLateCallPossible(operation);
    const made =
      operation.attemptsBefore > 0
        ? await findMade(operation, (await readOrder(operation)).asked)
        : undefined;
    if (made) return confirmMade(operation, made);
    const outcome = { desired: null, status: null, message };
    return refuseCard(issuerActor(operation.accountId), { ...operation.lease, ...outcome });
  },
});

// The issuer creates no cards in a paused account. The card waits until the business is restored.
async function throwIfSuspended({ accountId }: Operation): Promise<void> {
  const account = await readAs(issuerActor(accountId), "account.see", (db) =>
    db.account.findFirst({ where: { id: accountId }, select: { status: true } }),
  );
  if (account?.status === "suspended")
    throw new IssuerError("unavailable", "The business is suspended. The card follows once it is restored.");
}

async function confirmMade(operation: Operation<undefined>, made: IssuerCard): Promise<void> {
  await confirmCardState(operation, made, null).catch((error: unknown) => takenByOther(operation, error));
}

async function makeOnce(
  operation: Operation,
  requested: NewIssuerCard,
  loadedFrom: Row<"Account"> | null,
): Promise<IssuerCard> {
  const isExpired = checkKeyExpired(operation);
  const found = isExpired ? await findMade(operation, requested) : undefined;
  if (found) return found;
  if (loadedFrom) await checkLoad(operation, loadedFrom, { loaded: 0, more: requested.spendLimit ?? 0 });
  return createCard(await usableKey(operation, isExpired), requested);
}

// The issuer's cards carry no id of ours. A card of this holder that matches the request and that
// no row knows is taken to be the one.
async function findMade({ createdAt }: Operation, requested: NewIssuerCard): Promise<IssuerCard | undefined> {
  const cards = await listCardsAtIssuer(
    requested.accountToken,
    new Date(createdAt.getTime() - clockSkewMilliseconds),
  );
  for (const card of cards.toReversed()) {
    if (fits(card, requested) && !(await findCardByLithicToken(card.token))) return card;
  }
  return undefined;
}

function fits(card: IssuerCard, requested: NewIssuerCard): boolean {
  const hasLimit =
    requested.spendLimitDuration === null ||
    card.spendLimitDuration === limitDurationOf[requested.spendLimitDuration];
  const isAsked =
    card.memo === requested.memo &&
    card.type === lithicTypeOf[requested.form] &&
    card.spendLimit === (requested.spendLimit ?? 0);
  return (
    isAsked &&
    hasLimit &&
    card.replacementFor === (requested.replaces?.token ?? null) &&
    card.status !== "inactive"
  );
}

// Another operation has claimed this card meanwhile, so this one needs its own card and its own
// key.
async function takenByOther(operation: Operation, error: unknown): Promise<never> {
  if (error instanceof AppError && error.code === "DUPLICATE") await replaceKey(operation);
  throw error;
}

/** The card to create, and for a reloadable card the business whose money is loaded on it. */
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
    isHeld: card.desiredSpendingProfileId !== null,
    shipTo: address && { ...printedName(holder), address: toIssuerAddress(address) },
    replaces: replaced && replacement(replaced, card.replacementReason as ReplacementReason),
  };
  return { asked, loadedFrom: account };
}

function replacement(replaced: Row<"Card">, reason: ReplacementReason): NewIssuerCard["replaces"] {
  // The issuer lets a card replace only one of the same account.
  if (reason === "moved") return null;
  const token = openField("Card", replaced, "lithicCardToken");
  return token === null ? null : { token, substatus: substatusOf[reason] };
}

async function accountTokenOf(holder: Row<"User">): Promise<string> {
  const token = openField("User", holder, "lithicAccountToken");
  if (token) return token;
  const enrolment = await readAs(issuerActor(holder.accountId), "user.see", (db) =>
    db.lithicOperation.findFirst({
      where: { ...targetOf("User", holder.id), kind: "user.enrol" },
      orderBy: { id: "desc" },
      select: { status: true, lastError: true },
    }),
  );
  if (enrolment && enrolment.status !== "refused")
    throw new IssuerError("unavailable", "The issuer does not know the holder yet.");
  throw new IssuerError("refused", enrolment?.lastError ?? "The issuer does not know the holder.");
}
