import { z } from "zod";
import { formatMoney, maxAmount } from "@/lib/money.ts";

/** What a caller of the API reads when an amount is too large. It knows no currency, so dollars
 *  are the example. Forms and files state the maximum in the currency of the business. */
export const tooLarge = `Enter an amount up to ${maxAmount}, such as ${formatMoney(maxAmount, "USD")}.`;

/** A limit or an amount as the API accepts it: a whole number of minor units above zero. The issuer
 *  treats 0 as no limit at all. */
export const amountInput = z
  .union([z.bigint(), z.int({ error: "Enter a whole number of minor units." })], {
    error: "Enter a whole number of minor units.",
  })
  .transform(BigInt)
  .refine((amount) => amount > 0n, "Enter an amount above zero.")
  .refine((amount) => amount <= maxAmount, tooLarge)
  .meta({ minimum: 1, maximum: Number(maxAmount) });
