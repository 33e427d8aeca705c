import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

const declineShape = z.object({ code: z.string(), title: z.string(), others: z.array(z.string()) });

/** A transaction in a list. Amounts are minor units; a purchase is positive. The holder and the
 *  spending profile are those at the purchase. Analysts see the holder's initials instead of the
 *  name. */
export const transactionRowShape = component(
  "TransactionRow",
  z.object({
    id: z.uuid(),
    status: z.enum(words.Transaction.status),
    result: z.enum(["approved", "declined"]),
    amount: z
      .int()
      .describe(
        "What is held or has moved; of a declined purchase what was asked for. Below zero is money back.",
      ),
    requestedAmount: z.int().describe("The amount, or what was asked for where no money moved."),
    currency: z.string(),
    merchantAmount: z.int(),
    merchantCurrency: z.string(),
    merchant: z.object({
      name: z.string(),
      mcc: z.string(),
      category: z.string(),
      city: z.string().nullable(),
      region: z.string().nullable(),
      country: z.string().nullable(),
    }),
    card: z.object({ id: z.int(), memo: z.string().nullable(), lastFour: z.string().nullable() }),
    holder: z.object({ id: z.int(), name: z.string() }),
    spendingProfile: z.object({ id: z.int(), name: z.string() }).nullable(),
    declineReason: z
      .string()
      .nullable()
      .describe("The main reason in plain words, with the issuer's code in parentheses."),
    decline: declineShape.nullable().describe("The same in parts, and the titles of further reasons."),
    receipt: z.enum(words.Transaction.receipt),
    createdAt: moment.describe("When the purchase was made."),
  }),
);

const step = z.object({
  kind: z.enum(words.TransactionEvent.kind),
  result: z.enum(words.TransactionEvent.result),
  amount: z.int().describe("What this step changed."),
  merchantAmount: z.int().nullable(),
  detail: z.string().nullable(),
  at: moment,
});

/** All the details of a transaction. */
export const transactionShape = component(
  "Transaction",
  transactionRowShape.extend({
    decline: declineShape
      .extend({
        text: z.string().describe("For the cardholder, or for who runs the cards."),
        nextStep: z.string().nullable().describe("Null for a reader who can do nothing about it."),
        ruleKind: z.string().nullable(),
      })
      .nullable(),
    paidWith: z.object({
      cardPresence: z.enum(words.Transaction.cardPresence).nullable(),
      entryMode: z.string().nullable(),
      pin: z.enum(words.Transaction.pin).nullable(),
      walletType: z.string().nullable(),
    }),
    merchantId: z.string().nullable().describe("The network's own id of the merchant."),
    steps: z.array(step),
    settledAt: moment.nullable(),
    updatedAt: moment,
    version: z.int(),
  }),
);
