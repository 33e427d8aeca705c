import { invalidField } from "@/lib/errors.ts";
import { visibleOf } from "@/lib/fields/pasted.ts";

/** Checks that a person means this card. A card without a number yet needs no digits. Throws
 *  INVALID_INPUT. */
export function checkLastFour({ lastFour }: { lastFour: string | null }, typed: string): void {
  if (lastFour !== null && visibleOf(typed).trim() !== lastFour)
    throw invalidField("lastFour", "These are not the last four digits of this card.");
}
