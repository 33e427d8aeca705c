import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice } from "@/lib/fields/column.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";
import { settled } from "./settle-card.ts";

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
  closedReason: "The issuer did not make this card",
});
