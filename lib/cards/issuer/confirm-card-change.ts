import { z } from "zod";
import { command } from "@/lib/command.ts";
import type { Row, RowChange } from "@/lib/db/schema.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { choice } from "@/lib/fields/column.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";
import { targetIdOf } from "@/lib/outbox/target.ts";
import { type CardLimit, desiredLimit, isSameLimit } from "../card.ts";
import { confirmedState, noDesiredLimit } from "./confirm-card.ts";

const cardLimit = z.strictObject({
  spendLimit: amountInput.nullable(),
  spendLimitDuration: choice("Card", "spendLimitDuration").nullable(),
});

/** A requested limit, and what the issuer states of the card afterwards. */
const limitAnswer = z.strictObject({
  desired: cardLimit,
  stated: cardLimit,
  status: choice("Card", "status"),
});

/** Applies the issuer's answer to a limit or memo change. The memo is ours and needs nothing more.
 *  The limit becomes what the issuer states, and a later desired limit stays. */
export const confirmCardChange = command({
  name: "card.confirm",
  input: z.strictObject({ ...leaseFields, limit: limitAnswer.nullable() }),
  async run({ db, now, input: { operationId, owner, limit } }) {
    const operation = await endOperation(db, { operationId, owner }, "done");
    const card = await db.findForUpdate("Card", targetIdOf(operation));
    if (limit === null) return { cardId: card.id, version: card.version };
    const closed =
      limit.status === "inactive" && card.status !== "inactive" ? confirmedState(card, "inactive", now) : {};
    const change = {
      ...withConfirmedLimit(card, limit.desired, limit.stated),
      ...closed,
      issuerMessage: null,
    };
    const isAsDesired =
      isSameLimit(limit.stated, limit.desired) && limit.status !== "inactive" && card.issuerMessage === null;
    const changed = await (isAsDesired ? db.confirm(card, change) : db.update("Card", card, change));
    return { cardId: changed.id, version: changed.version };
  },
});

/** Applies the refusal of a limit or memo change. The limit stays what the issuer states, the memo
 *  is ours and keeps its new value, and the refusal's message is shown. */
export const refuseCardChange = command({
  name: "card.refuse",
  input: z.strictObject({ ...leaseFields, limit: limitAnswer.nullable(), message: z.string() }),
  async run({ db, now, input: { operationId, owner, limit, message } }) {
    const operation = await endOperation(db, { operationId, owner }, "refused", message);
    const card = await db.findForUpdate("Card", targetIdOf(operation));
    if (card.status === "inactive") return { cardId: card.id, version: card.version };
    const changed = await db.update("Card", card, {
      ...(limit && withConfirmedLimit(card, limit.desired, limit.stated)),
      ...(limit?.status === "inactive" ? confirmedState(card, "inactive", now) : {}),
      issuerMessage: message.slice(0, 300),
    });
    return { cardId: changed.id, version: changed.version };
  },
});

/** The change to a card's limit when the issuer has confirmed one. A later desired limit stays. */
function withConfirmedLimit(card: Row<"Card">, desired: CardLimit, stated: CardLimit): RowChange<"Card"> {
  const open = desiredLimit(card);
  return { ...stated, ...(open && isSameLimit(open, desired) ? noDesiredLimit : {}) };
}
