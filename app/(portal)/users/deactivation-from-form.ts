import { countText } from "@/app/(portal)/_lists/count-text";
import { chosenRow } from "@/app/(portal)/cards/card-from-form";
import { formMoney, formNumber, formText } from "@/lib/http/form";
import type { deactivateUser } from "@/lib/users/leaving/deactivate-user";

type Input = Parameters<typeof deactivateUser>[1];

/** Reads the form that deactivates a person. Only the fields that belong to the chosen way count.
 *  Throws INVALID_INPUT for an invalid amount. */
export function deactivationFromForm(form: FormData, currency: string): Input {
  const openCards = openCardsFrom(form, currency);
  return {
    userId: formNumber(form, "userId"),
    version: formNumber(form, "version"),
    reason: formText(form, "reason"),
    ...(openCards && { openCards }),
  };
}

function openCardsFrom(form: FormData, currency: string): Input["openCards"] {
  const ids = formText(form, "ids").split(",").filter(Boolean).map(Number);
  if (ids.length === 0) return undefined;
  const confirmedCount = formNumber(form, "confirmedCount");
  switch (formText(form, "openCards")) {
    case "freeze":
      return { verb: "card.freeze", ids };
    case "close":
      return { verb: "card.close", ids, confirmedCount };
    case "move":
      return {
        verb: "card.move",
        ids,
        confirmedCount,
        holderId: formNumber(form, "holderId"),
        shippingAddressId: chosenRow(form, "shippingAddressId"),
        spendLimit: formMoney(form, "spendLimit", currency),
      };
    default:
      return undefined;
  }
}

const settling = { "card.freeze": "Freezing", "card.close": "Closing", "card.move": "Moving" } as const;

/** Says what happens to the cards: " Freezing 3 cards …". Empty for none. */
export const openCardsText = ({ openCards }: Input) =>
  openCards ? ` ${settling[openCards.verb]} ${countText(openCards.ids.length, false, "card")} …` : "";
