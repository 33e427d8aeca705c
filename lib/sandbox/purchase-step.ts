import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { type CallOptions, type Command, command } from "@/lib/command.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError, noRow } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import type { Permission } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { inWords } from "./in-words.ts";
import { mirrorTransaction } from "./issuer/mirror-transaction.ts";
import { isSandbox, requireSandbox } from "./sandbox.ts";
import type { purchaseStateShape } from "./sandbox-shapes.ts";

/** A transaction after a step. */
export type PurchaseState = Shape<typeof purchaseStateShape>;

const input = z.strictObject({ transactionId: z.uuid(), amount: amountInput.optional() });

type StepCommand = Command<typeof input, null>;

/** A purchase that a step is about to be taken with. */
export interface PurchaseAtIssuer {
  readonly transaction: Row<"Transaction">;
  readonly token: string;
  readonly cardToken: string;
  /** Minor units. Undefined for all of it. */
  readonly amount: number | undefined;
}

/** The command that notes a step of a purchase before the issuer is called. `check` throws when the
 *  purchase does not allow it. */
export const noteStep = (
  name: "sandbox.clear" | "sandbox.void" | "sandbox.refund" | "sandbox.tip",
  check: (transaction: Row<"Transaction">, amount: bigint | undefined) => void,
): StepCommand =>
  command({
    name,
    input,
    async run({ db, input: { transactionId, amount } }) {
      const transaction = await db.findForUpdate("Transaction", transactionId);
      if (!isSandbox()) throw new AppError("NOT_FOUND");
      check(transaction, amount);
      db.note("Transaction", transaction.id, { amount: Number(amount ?? transaction.amount) });
      return null;
    },
  });

/** A step of a purchase: it is noted, sent to the issuer, and recorded at once. `send` returns the
 *  token of the transaction to record. The step throws NOT_FOUND in production,
 *  RULE_BROKEN where the purchase does not allow it, BUSY when the issuer does not answer. */
export function purchaseStep(note: StepCommand, send: (purchase: PurchaseAtIssuer) => Promise<string>) {
  return async (
    actor: Actor,
    given: z.input<typeof input>,
    options: CallOptions = {},
  ): Promise<PurchaseState> => {
    requireSandbox();
    let isRepeated = false;
    const onRepeated = () => {
      isRepeated = true;
    };
    await note(actor, given, { ...options, onRepeated });
    const { transactionId, amount } = input.parse(given);
    const { transaction, card } = await purchaseOf(actor, transactionId, note.commandName);
    const token = openField("Transaction", transaction, "lithicTransactionToken") ?? "";
    const cents = amount === undefined ? undefined : Number(amount);
    const purchase = { transaction, token, cardToken: card.token, amount: cents };
    const changed = isRepeated ? token : await send(purchase).catch(inWords);
    const { id, status, amount: left } = await mirrorTransaction(card, changed).catch(inWords);
    return { transactionId: id, status: status as PurchaseState["status"], amount: Number(left) };
  };
}

function purchaseOf(actor: Actor, id: string, permission: Permission) {
  return readAs(actor, permission, async (db) => {
    const found = await db.transaction.findFirst({ where: { id }, include: { card: true } });
    if (!found) throw noRow("Transaction", id);
    const { card, ...transaction } = found;
    const token = openField("Card", card, "lithicCardToken") ?? "";
    return { transaction, card: { id: card.id, accountId: card.accountId, token } };
  });
}
