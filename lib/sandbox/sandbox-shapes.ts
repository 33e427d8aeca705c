import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** The answer to a simulated purchase. `declineReason` is the issuer's word. */
export const sentPurchaseShape = component(
  "SentPurchase",
  z.object({
    transactionId: z.uuid(),
    approved: z.boolean(),
    declineReason: z.string().nullable(),
  }),
);

/** A transaction after a simulated step. The amount is minor units of the account's currency. */
export const purchaseStateShape = component(
  "PurchaseState",
  z.object({
    transactionId: z.uuid().describe("A refund is a transaction of its own."),
    status: z.enum(words.Transaction.status),
    amount: z.int(),
  }),
);
