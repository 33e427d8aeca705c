import { z } from "zod";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { command } from "@/lib/command.ts";
import { choice } from "@/lib/fields/column.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { endOperation } from "@/lib/outbox/held-operation.ts";
import { leaseFields } from "@/lib/outbox/lease-fields.ts";
import type { Operation } from "@/lib/outbox/operation.ts";
import type { WantedStatus } from "../card.ts";
import { settled } from "./apply-card-state.ts";
import { findCardToken } from "./find-card.ts";

/** Puts in force what the issuer answered about a card. A wish that came later stands: its own answer will settle it. */
export const confirmCard = command({
  name: "card.confirm",
  input: z.strictObject({
    ...leaseFields,
    wanted: choice("Card", "wantedStatus").nullable(),
    card: z.strictObject({ token: z.uuid(), lastFour: z.string(), status: choice("Card", "status") }),
  }),
  async run({ db, now, input: { operationId, owner, wanted, card: stated } }) {
    const operation = await endOperation(db, { operationId, owner }, "done");
    const card = await db.findForUpdate("Card", Number(operation.targetId));
    const known =
      card.lithicCardToken === null ? { lithicCardToken: stated.token, lastFour: stated.lastFour } : {};
    // The issuer's last word on a closed card counts even against a later wish: nothing can come after it.
    const isSettled = card.wantedStatus === wanted || stated.status === "inactive";
    const change = isSettled ? settled(card, stated.status, now) : {};
    const changed = await db.update("Card", card, { ...known, ...change, issuerMessage: null });
    return { cardId: changed.id, version: changed.version };
  },
});

/** Puts in force that the issuer refused what was asked for a card: it stays what it was, one that was never made is closed, and the issuer's words are shown. */
export const refuseCard = command({
  name: "card.refuse",
  input: z.strictObject({
    ...leaseFields,
    wanted: choice("Card", "wantedStatus").nullable(),
    /** What it is at the issuer; null when it was never made. */
    status: choice("Card", "status").nullable(),
    message: z.string(),
  }),
  async run({ db, now, input: { operationId, owner, wanted, status, message } }) {
    const operation = await endOperation(db, { operationId, owner }, "refused", message);
    const card = await db.findForUpdate("Card", Number(operation.targetId));
    // It was closed with better words before.
    if (card.status === "inactive") return { cardId: card.id, version: card.version };
    const isSettled = card.wantedStatus === wanted;
    const change = status === null ? neverMade(now) : isSettled ? settled(card, status, now) : {};
    const changed = await db.update("Card", card, { ...change, issuerMessage: message.slice(0, 300) });
    return { cardId: changed.id, version: changed.version };
  },
});

const neverMade = (now: Date) => ({
  status: "inactive" as const,
  wantedStatus: null,
  wantedAt: null,
  closedAt: now,
  closedReason: "The issuer rejected this card",
});

/** Applies the state that the issuer answered with to the card of an operation; `wanted` is what was asked for. */
export function confirmCardState(
  { accountId, lease }: Pick<Operation, "accountId" | "lease">,
  { token, lastFour, status }: IssuerCard,
  wanted: WantedStatus | null,
): Promise<unknown> {
  return confirmCard(issuerActor(accountId), { ...lease, wanted, card: { token, lastFour, status } });
}

/** Applies that the issuer refused something about a card: the card becomes what it is there now, for an earlier change may
 *  have come through meanwhile. */
export async function refuseCardState(
  operation: Operation,
  message: string,
  wanted: WantedStatus | null,
): Promise<unknown> {
  const token = await findCardToken(operation);
  const status = token === null ? null : (await readCardAtIssuer(token)).status;
  return refuseCard(issuerActor(operation.accountId), { ...operation.lease, wanted, status, message });
}
