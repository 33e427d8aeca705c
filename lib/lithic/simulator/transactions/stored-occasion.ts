import type { Purchase } from "@/lib/lithic/decision/purchase.ts";
import { secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { accountOf } from "@/lib/lithic/simulator/accounts/accounts.ts";
import type { Card } from "@/lib/lithic/simulator/cards/card.ts";
import type { StoredOccasion } from "@/lib/lithic/simulator/rules/evaluate-rules.ts";
import { velocity } from "@/lib/lithic/simulator/rules/velocity.ts";
import type { Call } from "../call.ts";

/** A purchase with a card, and what the simulator knows of both. */
export function storedOccasion(
  { store, now }: Pick<Call, "store" | "now">,
  card: Card,
  purchase: Purchase,
): StoredOccasion {
  const of = { card: card.token, account: card.account_token };
  return {
    store,
    now,
    purchase,
    card,
    cardToken: card.token,
    accountCreated: accountOf({ store }, card.account_token).created,
    counted: (parameters, only) => velocity(store, parameters, of, now, only),
    purchasesWithin: (seconds, which) => {
      const row = store.get<{ count: number }>(
        `SELECT count(*) AS count FROM transactions WHERE card_token = ? AND created >= ? ${which === "all" ? "" : "AND approved = 0"}`,
        card.token,
        secondsBefore(now, seconds).toISOString(),
      );
      return row?.count ?? 0;
    },
  };
}
