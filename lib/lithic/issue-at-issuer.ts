import type { CardForm, LimitWindow } from "@/lib/cards/card.ts";
import { confirmCard } from "@/lib/cards/confirm-card.ts";
import { refuseCard } from "@/lib/cards/refuse-card.ts";
import type { Row } from "@/lib/db/schema.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { AppError } from "@/lib/errors.ts";
import { readAs } from "@/lib/read.ts";
import { findCardByLithicToken } from "@/lib/webhooks/find-by-lithic-token.ts";
import { createCard, type IssuerCard, listCards, type NewIssuerCard } from "./client.ts";
import { issuerActor } from "./issuer-actor.ts";
import { addressOf } from "./issuer-address.ts";
import { IssuerError } from "./issuer-error.ts";
import type { OperationKind } from "./kinds.ts";
import type { Operation } from "./operation.ts";
import { renewKey } from "./renew-key.ts";

// Lithic keeps an idempotency key for a day as far as is known.
const keyMilliseconds = 23 * 3_600_000;
// A stored failure is answered to the same key for ever.
const failuresWithOneKey = 4;
const clockSkewMilliseconds = 10 * 60_000;

/** Has a card made, once: again with the same key as long as that counts, and after looking for the card when it does not. */
export const issueAtIssuer: OperationKind = {
  async send(operation) {
    const wanted = await newCard(operation);
    const made = await makeOnce(operation, wanted);
    const card = { token: made.token, lastFour: made.lastFour, status: made.status };
    return async () => {
      const confirm = confirmCard(issuerActor(operation.accountId), { ...operation.lease, wanted: null, card });
      await confirm.catch((error: unknown) => otherIntent(operation, error));
    };
  },
  refused: (operation, message) => refuseCard(issuerActor(operation.accountId), { ...operation.lease, wanted: null, message }),
};

async function makeOnce(operation: Operation, wanted: NewIssuerCard): Promise<IssuerCard> {
  if (!keyIsSpent(operation)) return createCard(operation.idempotencyKey, wanted);
  const found = await findMade(operation, wanted);
  return found ?? createCard(await renewKey(operation), wanted);
}

function keyIsSpent({ createdAt, attemptsBefore, lastStatus = 0 }: Operation): boolean {
  const isOld = attemptsBefore > 0 && Date.now() - createdAt.getTime() > keyMilliseconds;
  return isOld || (lastStatus >= 500 && attemptsBefore > 0 && attemptsBefore % failuresWithOneKey === 0);
}

// The issuer's cards carry no name of ours, so a card of this holder that no row knows and that is as it was asked for is taken to be it.
async function findMade({ createdAt }: Operation, wanted: NewIssuerCard): Promise<IssuerCard | undefined> {
  const cards = await listCards(wanted.accountToken, new Date(createdAt.getTime() - clockSkewMilliseconds));
  for (const card of cards.toReversed()) {
    const fits = card.memo === wanted.memo && card.spendLimit === (wanted.spendLimit ?? 0) && card.status !== "inactive";
    if (fits && !(await findCardByLithicToken(card.token))) return card;
  }
  return undefined;
}

// Another intent has taken this card for its own meanwhile, so this one needs a card, and a key, of its own.
async function otherIntent(operation: Operation, error: unknown): Promise<never> {
  if (error instanceof AppError && error.code === "DUPLICATE") await renewKey(operation);
  throw error;
}

async function newCard({ accountId, targetId }: Operation): Promise<NewIssuerCard> {
  const { card, holder, address } = await readAs(issuerActor(accountId), "card.see", async (db) => {
    const card = await db.card.findFirst({ where: { id: targetId } });
    const holder = card && (await db.user.findFirst({ where: { id: card.userId } }));
    const address = card?.shippingAddressId && (await db.address.findFirst({ where: { id: card.shippingAddressId } }));
    return { card, holder, address: address || null };
  });
  if (!card || !holder) throw new IssuerError("refused", "The card or its holder is gone.");
  return {
    accountToken: await accountTokenOf(holder),
    form: card.form as CardForm,
    memo: card.memo,
    spendLimit: card.spendLimit === null ? null : Number(card.spendLimit),
    spendLimitDuration: card.spendLimitDuration as LimitWindow | null,
    shipTo: address && { name: holder.name, address: addressOf(address) },
  };
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
  if (enrolment && enrolment.status !== "refused") throw new IssuerError("unavailable", "The issuer does not know the holder yet.");
  throw new IssuerError("refused", enrolment?.lastError ?? "The issuer does not know the holder.");
}
