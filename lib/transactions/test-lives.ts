import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { type StatedTransaction, transactionShape } from "@/lib/lithic/transactions.ts";

/** The life of a purchase: its steps in the issuer's words, and what is held and has moved in the
 *  end, in minor units. One euro of the merchant is worth two dollars. */
export interface LifeOfPurchase {
  readonly steps: readonly { readonly type: string; readonly amount: number }[];
  readonly held: number;
  readonly moved: number;
}

const cents = fc.integer({ min: 1, max: 100_000 }).map((half) => 2 * half);

/** Purchases with a partial reversal, several clearings that may exceed what was authorized, and a
 *  refund, each or not. */
export const lifeOfPurchase: fc.Arbitrary<LifeOfPurchase> = fc
  .record({
    authorized: cents,
    reversedShare: fc.constantFrom(0, 0, 0.25, 1),
    clearings: fc.array(cents, { maxLength: 3 }),
    refundedShare: fc.constantFrom(0, 0, 0.5, 1),
  })
  .map(({ authorized, reversedShare, clearings, refundedShare }) => {
    const reversed = 2 * Math.floor((authorized * reversedShare) / 2);
    const cleared = clearings.reduce((sum, amount) => sum + amount, 0);
    const refunded = 2 * Math.floor((cleared * refundedShare) / 2);
    return {
      steps: [
        { type: "AUTHORIZATION", amount: authorized },
        ...(reversed > 0 ? [{ type: "AUTHORIZATION_REVERSAL", amount: -reversed }] : []),
        ...clearings.map((amount) => ({ type: "CLEARING", amount })),
        ...(refunded > 0 ? [{ type: "RETURN", amount: -refunded }] : []),
      ],
      held: cleared > 0 ? 0 : authorized - reversed,
      moved: cleared - refunded,
    };
  });

/** A life as the issuer states it. */
export function statedLife({ steps, held, moved }: LifeOfPurchase): StatedTransaction {
  const dollars = (amount: number) => ({ amount, currency: "USD" });
  const hasMoved = steps.some(({ type }) => type === "CLEARING");
  return transactionShape.parse({
    ...{ token: randomUUID(), card_token: randomUUID(), result: "APPROVED" },
    status: hasMoved ? "SETTLED" : held === 0 ? "VOIDED" : "PENDING",
    created: at(0),
    amounts: {
      cardholder: dollars(-moved),
      hold: dollars(-held),
      merchant: { amount: -moved / 2, currency: "EUR" },
    },
    settled_amount: moved,
    merchant: { descriptor: "CAFÉ", mcc: "5812", country: "FRA" },
    events: steps.map(({ type, amount }, n) => ({
      ...{ token: randomUUID(), type, created: at(n), result: "APPROVED" },
      effective_polarity: amount < 0 ? "CREDIT" : "DEBIT",
      amounts: {
        cardholder: dollars(amount),
        merchant: { amount: amount / 2, currency: "EUR" },
        settlement: type === "CLEARING" || type === "RETURN" ? dollars(amount) : null,
      },
    })),
  });
}

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 15, minute)).toISOString();
