import { z } from "zod";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { command } from "@/lib/command.ts";
import type { Row, RowChange } from "@/lib/db/schema.ts";
import { choice } from "@/lib/fields/column.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";
import { enqueueForWorker } from "@/lib/outbox/enqueue.ts";
import type { Operation } from "@/lib/outbox/operation.ts";
import { targetIdOf } from "@/lib/outbox/target.ts";
import { syncOfRules } from "@/lib/spending-profiles/issuer/confirm-rules.ts";
import { openIfHeld } from "@/lib/spending-profiles/issuer/open-if-held.ts";
import { noDesiredProfile } from "@/lib/spending-profiles/rules/desired-profile.ts";
import { type CardStatus, type DesiredStatus, neverCreated } from "../card.ts";
import { findCardToken } from "./find-card.ts";

/** Applies the issuer's answer about a card. A later desired state stays: its own answer will
 *  confirm it. A new card with a spending profile opens once the rules hold on it. */
export const confirmCard = command({
  name: "card.confirm",
  input: z.strictObject({
    ...leaseFields,
    desired: choice("Card", "desiredStatus").nullable(),
    card: z.strictObject({ token: z.uuid(), lastFour: z.string(), status: choice("Card", "status") }),
  }),
  async run(work) {
    const { db, now, input } = work;
    const { operationId, owner, desired, card: stated } = input;
    const operation = await endOperation(db, { operationId, owner }, "done");
    const card = await db.findForUpdate("Card", targetIdOf(operation));
    const known =
      card.lithicCardToken === null ? { lithicCardToken: stated.token, lastFour: stated.lastFour } : {};
    const isMade = card.lithicCardToken === null;
    // Only a card whose rules come first is created paused.
    const isHeld = isMade && stated.status === "frozen";
    // Closing is final, so a closed card at the issuer overrides even a later desired state.
    const isConfirmed = !isHeld && (card.desiredStatus === desired || stated.status === "inactive");
    const change = isConfirmed ? confirmedState(card, stated.status, now) : {};
    const isAsDesired =
      card.desiredStatus === stated.status && card.lithicCardToken !== null && card.issuerMessage === null;
    const keepsMessage = isMade && card.desiredSpendingProfileId !== null;
    const whole = { ...known, ...change, ...(keepsMessage ? {} : { issuerMessage: null }) };
    const changed = await (isAsDesired ? db.confirm(card, whole) : db.update("Card", card, whole));
    if (isMade && card.desiredSpendingProfileId !== null)
      await enqueueForWorker(work, syncOfRules, { id: card.desiredSpendingProfileId });
    if (isHeld) await openIfHeld(work, changed);
    return { cardId: changed.id, version: changed.version };
  },
});

/** Applies the issuer's refusal of a change to a card. The card keeps its state, a card that was
 *  never created is closed, and the issuer's message is shown. */
export const refuseCard = command({
  name: "card.refuse",
  input: z.strictObject({
    ...leaseFields,
    desired: choice("Card", "desiredStatus").nullable(),
    /** The state at the issuer. Null when the card was never created. */
    status: choice("Card", "status").nullable(),
    message: z.string(),
  }),
  async run({ db, now, input: { operationId, owner, desired, status, message } }) {
    const operation = await endOperation(db, { operationId, owner }, "refused", message);
    const card = await db.findForUpdate("Card", targetIdOf(operation));
    // The card was closed before, with a better reason.
    if (card.status === "inactive") return { cardId: card.id, version: card.version };
    const isConfirmed = card.desiredStatus === desired;
    const change = status === null ? neverMade(now) : isConfirmed ? confirmedState(card, status, now) : {};
    const changed = await db.update("Card", card, { ...change, issuerMessage: message.slice(0, 300) });
    return { cardId: changed.id, version: changed.version };
  },
});

const neverMade = (now: Date) => ({
  status: "inactive" as const,
  desiredStatus: null,
  desiredAt: null,
  closedAt: now,
  closedReason: neverCreated,
});

/** Applies the state in the issuer's answer to the card of an operation. `desired` is the requested
 *  state. */
export function confirmCardState(
  { accountId, lease }: Pick<Operation, "accountId" | "lease">,
  { token, lastFour, status }: IssuerCard,
  desired: DesiredStatus | null,
): Promise<unknown> {
  return confirmCard(issuerActor(accountId), { ...lease, desired, card: { token, lastFour, status } });
}

/** Applies the issuer's refusal. The card takes its current state at the issuer, because an earlier
 *  change may have arrived meanwhile. */
export async function refuseCardState(
  operation: Operation,
  message: string,
  desired: DesiredStatus | null,
): Promise<unknown> {
  const token = await findCardToken(operation);
  const status = token === null ? null : (await readCardAtIssuer(token)).status;
  return refuseCard(issuerActor(operation.accountId), { ...operation.lease, desired, status, message });
}

/** The change to a card when the issuer has stated its state and no desired state is left. Who
 *  froze or closed it stays as requested. If nobody here did, the issuer is named. */
export function confirmedState(card: Row<"Card">, status: CardStatus, now: Date): RowChange<"Card"> {
  return {
    status,
    desiredStatus: null,
    desiredAt: null,
    ...(status === "frozen"
      ? frozenByIssuer(card, now)
      : { frozenAt: null, frozenReason: null, frozenByRole: null, frozenByUserId: null }),
    ...(status === "inactive"
      ? { ...closedByIssuer(card, now), ...noDesiredLimit, ...noDesiredProfile }
      : { closedAt: null, closedReason: null }),
  };
}

function frozenByIssuer(card: Row<"Card">, now: Date): RowChange<"Card"> {
  return card.frozenAt ? {} : { frozenAt: now, frozenReason: "Frozen by the issuer", frozenByRole: "system" };
}

function closedByIssuer(card: Row<"Card">, now: Date): RowChange<"Card"> {
  return card.closedAt ? {} : { closedAt: now, closedReason: "Closed by the issuer" };
}

/** The change to a card that has no desired limit left. */
export const noDesiredLimit = {
  desiredSpendLimit: null,
  desiredSpendLimitDuration: null,
  limitDesiredAt: null,
} as const;
