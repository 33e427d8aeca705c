import type { SeededRandom } from "../seeded-random.ts";
import type { Endings } from "./habits.ts";

/** A step that follows an approved purchase. The amount is cents: what is cleared or given back,
 *  what else is released, or what is held from now on. */
export interface PlannedStep {
  readonly kind: "clear" | "void" | "expire" | "hold" | "refund";
  readonly at: Date;
  readonly amount: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/** What follows a purchase that ends in this way. */
export function laterSteps(
  ending: keyof Endings | "cleared",
  random: SeededRandom,
  { at, amount }: { readonly at: Date; readonly amount: number },
): PlannedStep[] {
  const after = (milliseconds: number) => new Date(at.getTime() + milliseconds);
  const clearedAt = after(day * (0.6 + random.next() * 2.2));
  const clear = (cents: number, later = 0): PlannedStep => ({
    kind: "clear",
    at: new Date(clearedAt.getTime() + later),
    amount: cents,
  });
  const most = Math.max(1, Math.round(amount * (0.5 + random.next() * 0.3)));
  switch (ending) {
    case "atOnce":
      return [];
    case "tipped":
      return [clear(Math.round(amount * (1.15 + random.next() * 0.07)))];
    case "raised": {
      const raised = Math.round(amount * 1.4);
      return [{ kind: "hold", at: after(hour * 11), amount: raised }, clear(raised)];
    }
    case "split":
      return amount < 2 ? [clear(amount)] : [clear(most), clear(amount - most, 2 * day)];
    case "partlyReleased":
      return amount < 2
        ? [clear(amount)]
        : [{ kind: "void", at: after(hour * 3), amount: amount - most }, clear(most)];
    case "voided":
      return [{ kind: "void", at: after(hour * (0.3 + random.next() * 8)), amount }];
    case "expired":
      return [{ kind: "expire", at: after(7 * day), amount }];
    case "refunded":
      return [
        clear(amount),
        {
          kind: "refund",
          at: new Date(clearedAt.getTime() + day * (2 + random.next() * 6)),
          amount: random.next() < 0.6 ? amount : most,
        },
      ];
    default:
      return [clear(amount)];
  }
}
