import { z } from "zod";
import { choice } from "@/lib/column.ts";
import { command } from "@/lib/command.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";
import type { CardStatus } from "./card.ts";
import { settled } from "./settle-card.ts";

/** Puts in force that the issuer refused what was asked for a card: it stays what it was, one that was never made is closed, and the issuer's words are shown. */
export const refuseCard = command({
  name: "card.confirm",
  input: z.strictObject({ ...leaseFields, wanted: choice("Card", "wantedStatus").nullable(), message: z.string() }),
  async run({ db, now, input: { operationId, owner, wanted, message } }) {
    const operation = await endOperation(db, { operationId, owner }, "refused", message);
    const card = await db.take("Card", Number(operation.targetId));
    const issuerMessage = message.slice(0, 300) || "The issuer gave no reason.";
    const change =
      card.lithicCardToken === null ? neverMade(now) : card.wantedStatus === wanted ? settled(card, card.status as CardStatus, now) : {};
    const changed = await db.update("Card", card, { ...change, issuerMessage });
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
