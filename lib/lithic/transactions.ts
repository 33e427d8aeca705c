import { z } from "zod";
import { call, checked } from "./client.ts";
import { timestamp } from "./timestamp.ts";

const money = z.object({ amount: z.int(), currency: z.string().length(3) });
// Lithic adds words without notice, so none is refused.
const word = z
  .string()
  .min(1)
  .transform((text) => text.slice(0, 60));

function orEmpty<T>(list: readonly T[] | null | undefined): readonly T[] {
  return list ?? [];
}

const eventShape = z.object({
  token: z.uuid(),
  type: z.string(),
  created: timestamp,
  result: word,
  detailed_results: z.array(word).nullish().transform(orEmpty),
  rule_results: z
    .array(
      z.object({
        auth_rule_token: z
          .uuid()
          .nullish()
          .transform((token) => token ?? null),
        result: word,
        explanation: z.string().nullish(),
      }),
    )
    .nullish()
    .transform(orEmpty),
  effective_polarity: z.string(),
  amounts: z.object({ cardholder: money, merchant: money, settlement: money.nullish() }),
});

/** A transaction as the issuer states it, in its words. Amounts are minor units. */
export const transactionShape = z.object({
  token: z.uuid(),
  card_token: z.uuid(),
  status: word,
  result: word,
  created: timestamp,
  amounts: z.object({ cardholder: money, hold: money.nullish(), merchant: money }),
  settled_amount: z.int().nullish(),
  merchant: z.object({
    descriptor: z.string(),
    mcc: z.string(),
    country: z.string(),
    acceptor_id: z.string().nullish(),
    city: z.string().nullish(),
    state: z.string().nullish(),
  }),
  pos: z
    .object({
      entry_mode: z
        .object({ card: z.string().nullish(), pan: z.string().nullish(), pin_entered: z.boolean().nullish() })
        .nullish(),
    })
    .nullish(),
  token_info: z.object({ wallet_type: z.string().nullish() }).nullish(),
  events: z.array(eventShape).nullish().transform(orEmpty),
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
