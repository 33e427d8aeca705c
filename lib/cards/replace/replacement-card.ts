import { takeDeliveryAddress } from "@/lib/cards/issue/delivery-address.ts";
import type { Work } from "@/lib/command.ts";
import type { NewRow, Row } from "@/lib/db/schema.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { desiredProfileId, newCardProfile } from "@/lib/spending-profiles/rules/desired-profile.ts";
import { canReplace, cardName, confirmedLimit, desiredLimit, type ReplacementReason } from "../card.ts";

type ReadWork = Pick<Work<unknown>, "db">;

/** What is said about the new card. Amounts are minor units. */
export interface ReplacementOrder {
  readonly holderId: number;
  readonly reason: ReplacementReason;
  /** Where a physical card ships to. Null for a virtual one. */
  readonly shippingAddressId: number | null;
  /** How much is loaded on a reloadable card. Null for a debit card. */
  readonly spendLimit: bigint | null;
}

/** Checks that a new card can take the place of this one. Throws RULE_BROKEN for a card that is
 *  closed, never created or already replaced. */
export async function checkReplaceable({ db }: ReadWork, card: Row<"Card">): Promise<void> {
  if (!canReplace(card))
    throw new AppError(
      "RULE_BROKEN",
      card.lastFour === null
        ? "The issuer is still creating this card, so there is nothing to replace."
        : "This card is closed. Issue a new one instead.",
    );
  const living = await openReplacement(db, card.id);
  if (living) throw new AppError("RULE_BROKEN", `This card was already replaced by ${cardName(living)}.`);
}

/** The open card that took the place of a card, if there is one. */
export const openReplacement = (db: ReadWork["db"], cardId: number) =>
  db.read.card.findFirst({
    where: { replacesCardId: cardId, status: { not: "inactive" } },
    select: { memo: true, lastFour: true },
  });

/** The card that takes the place of another: the same type, form, memo, limit, rules and product.
 *  Throws INVALID_INPUT naming the field. */
export async function replacementFor(
  { db, now }: Pick<Work<unknown>, "db" | "now">,
  card: Row<"Card">,
  { holderId, reason, shippingAddressId, spendLimit }: ReplacementOrder,
): Promise<NewRow<"Card">> {
  const { cardType, form, memo, cardProductId } = card;
  if (form === "virtual" && shippingAddressId !== null)
    throw invalidField("shippingAddressId", "A virtual card is not sent anywhere.");
  return {
    userId: holderId,
    cardType,
    form,
    memo,
    ...newCardProfile(desiredProfileId(card), now),
    cardProductId,
    ...limitOf(card, spendLimit),
    shippingAddressId:
      form === "physical" ? await takeDeliveryAddress({ db }, holderId, shippingAddressId) : null,
    replacesCardId: card.id,
    replacementReason: reason,
  };
}

function limitOf(
  card: Row<"Card">,
  loaded: bigint | null,
): Pick<Row<"Card">, "spendLimit" | "spendLimitDuration"> {
  if (card.cardType === "reloadable") {
    if (loaded === null) throw invalidField("spendLimit", "Enter how much is loaded on the new card.");
    return { spendLimit: loaded, spendLimitDuration: "forever" };
  }
  if (loaded !== null) throw invalidField("spendLimit", "The new card keeps the limit of the old one.");
  // The desired limit counts, even if the issuer has not confirmed it yet.
  return desiredLimit(card) ?? confirmedLimit(card);
}
