import { z } from "zod";
import { call, checked } from "./client.ts";
import { timestamp } from "./timestamp.ts";

const money = z.object({ amount: z.int(), currency: z.string().length(3) });
const word = z.string().min(1).max(60);

const eventShape = z.object({
  token: z.uuid(),
  type: z.string(),
  created: timestamp,
  result: word,
  detailed_results: z.array(word),
  rule_results: z.array(z.object({ auth_rule_token: z.uuid().nullable(), result: word })),
  effective_polarity: z.enum(["CREDIT", "DEBIT"]),
  amounts: z.object({ cardholder: money, merchant: money, settlement: money.nullable() }),
});

/** A transaction as the issuer states it, in its words. Amounts are minor units. */
export const transactionShape = z.object({
  token: z.uuid(),
  card_token: z.uuid(),
  status: z.enum(["PENDING", "SETTLED", "DECLINED", "VOIDED", "EXPIRED"]),
  result: word,
  created: timestamp,
  amounts: z.object({ cardholder: money, merchant: money }),
  merchant: z.object({ descriptor: z.string(), mcc: z.string(), country: z.string() }),
  events: z.array(eventShape).min(1),
});

export type StatedTransaction = z.output<typeof transactionShape>;

/** Reads a transaction (GET /v1/transactions/{transaction_token}). */
export async function readTransaction(token: string): Promise<StatedTransaction> {
  const transaction = await call(
    "transactions:GET",
    (lithic) => lithic.transactions.retrieve(token),
    transactionShape,
  );
  return checked(transaction, transaction.token === token);
}
