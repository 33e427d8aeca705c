import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { type CallOptions, command } from "@/lib/command.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError, noRow } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { rowId, text } from "@/lib/fields/column.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { simulatedCurrencies, simulatePurchase } from "@/lib/lithic/simulate.ts";
import { readAs } from "@/lib/read.ts";
import { inWords } from "./in-words.ts";
import { type CardAtIssuer, mirrorTransaction } from "./issuer/mirror-transaction.ts";
import { merchantAmount } from "./merchant-amount.ts";
import { maxMerchantLength } from "./merchants.ts";
import { isSandbox, requireSandbox } from "./sandbox.ts";
import type { sentPurchaseShape } from "./sandbox-shapes.ts";

/** The answer to a simulated purchase. */
export type SentPurchase = Shape<typeof sentPurchaseShape>;

const purchase = z.strictObject({
  cardId: rowId,
  amount: amountInput,
  merchant: text("Transaction", "merchantName", maxMerchantLength),
  mcc: z.string().regex(/^\d{4}$/, "Enter a category code of four digits, such as 5812."),
  country: z.string().regex(/^[A-Z]{3}$/, "Enter a country code of three letters, such as USA."),
  currency: z.enum(simulatedCurrencies, { error: "Choose USD, EUR or GBP." }).default("USD"),
});

type Purchase = z.input<typeof purchase>;

/** Has a merchant ask for a purchase with a card of the business, and records the transaction at
 *  once. The amount is minor units of the account's currency. The purchase is noted in the card's
 *  history before the issuer is called. Throws NOT_FOUND in production, RULE_BROKEN for a card
 *  without a number, BUSY when the issuer does not answer, and KEY_REUSED when it was sent
 *  before. */
export async function makePurchase(
  actor: Actor,
  input: Purchase,
  options: CallOptions = {},
): Promise<SentPurchase> {
  requireSandbox();
  await notePurchase(actor, input, { ...options, onRepeated: refuseRepeated });
  const { cardId, amount, merchant, mcc, country, currency } = purchase.parse(input);
  const card = await cardOf(actor, cardId);
  const cents = Number(amount);
  const asked = { amount: cents, descriptor: merchant, mcc, country, merchantCurrency: currency };
  const answer = await simulatePurchase(card.token, {
    ...asked,
    merchantAmount: merchantAmount(cents, currency),
  }).catch(inWords);
  const { id, declineReason } = await mirrorTransaction(card, answer.token).catch(inWords);
  return { transactionId: id, approved: answer.isApproved, declineReason };
}

/** Notes in the history of a card that a purchase is about to be simulated with it. */
export const notePurchase = command({
  name: "sandbox.purchase",
  input: purchase,
  async run({ db, input: { cardId, amount, merchant } }) {
    const card = await db.findForUpdate("Card", cardId);
    if (!isSandbox()) throw new AppError("NOT_FOUND");
    checkMade(card);
    db.note("Card", card.id, { purchase: Number(amount), merchant });
    return null;
  },
});

function checkMade(card: Row<"Card">): void {
  if (card.lithicCardToken === null || card.lastFour === null)
    throw new AppError("RULE_BROKEN", "This card has no number yet. Wait until the issuer has created it.");
}

async function cardOf(actor: Actor, id: number): Promise<CardAtIssuer> {
  const card = await readAs(actor, "sandbox.purchase", (db) => db.card.findFirst({ where: { id } }));
  if (!card) throw noRow("Card", id);
  return { id, accountId: card.accountId, token: openField("Card", card, "lithicCardToken") ?? "" };
}

// The answer was not kept, because it is a transaction that changes.
function refuseRepeated(): never {
  throw new AppError("KEY_REUSED", "This was already sent. Its result is in the list of what arrived.");
}
