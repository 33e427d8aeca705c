import { z } from "zod";
import { choice } from "@/lib/fields/column.ts";
import { amountInput } from "@/lib/money.ts";

const cardLimit = z.strictObject({
  spendLimit: amountInput.nullable(),
  spendLimitDuration: choice("Card", "spendLimitDuration").nullable(),
});

/** A limit that was asked for, and what the issuer states of the card since. */
export const limitAnswer = z.strictObject({
  wanted: cardLimit,
  stated: cardLimit,
  status: choice("Card", "status"),
});
