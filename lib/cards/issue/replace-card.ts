import { z } from "zod";
import { issueAtIssuer } from "@/lib/cards/issuer/issue-card.ts";
import { closeAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import { command, type Work } from "@/lib/command.ts";
import type { Row, RowChange } from "@/lib/db/schema.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { choice, rowId, seenVersion } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { canReplace, type ReplacementReason, replacementReasonLabels } from "../card.ts";
import { checkLastFour } from "../state/check-last-four.ts";
import { takeDeliveryAddress } from "./delivery-address.ts";
import { checkAccountIssues } from "./may-issue.ts";

const input = z.strictObject({
  cardId: rowId,
  reason: choice("Card", "replacementReason"),
  /** Confirms that it is the right card, where the replacement closes it. */
  lastFour: z.string().optional(),
  shippingAddressId: rowId.nullable().default(null),
  spendLimit: amountInput.nullable().default(null),
  version: seenVersion,
});

type ReplaceWork = Work<z.output<typeof input>>;

/** Replaces a card with a new one: the same holder, limit, memo and rules, but another number. A
 *  lost or stolen card is closed; a damaged one keeps working. A physical card ships to the old
 *  card's address unless another is given. For a reloadable card, `spendLimit` is the amount to
 *  load, in minor units. A person confirms with the last four digits that it is the right card, which a
 *  program may leave out. Throws RULE_BROKEN for a card that is closed, never created or already
 *  replaced, and INVALID_INPUT naming the field. */
export const replaceCard = command({
  name: "card.replace",
  limit: "issue",
  input,
  async run(work) {
    const { db, input } = work;
    // Two concurrent replacements must see each other, and so must a deactivation of the holder.
    await db.lockAccount();
    const card = await db.findForUpdate("Card", input.cardId, input.version);
    await checkReplaceable(work, card);
    await checkAccountIssues(work);
    await checkHolder(work, card);
    const made = await db.insert("Card", await replacementFor(work, card));
    const old = input.reason === "damaged" ? card : await db.update("Card", card, closing(work, card));
    db.note("Card", card.id, { replacedByCardId: made.id });
    if (input.reason !== "damaged") await enqueue(work, closeAtIssuer, card);
    await enqueue(work, issueAtIssuer, made);
    return { cardId: made.id, replacedCardId: old.id, version: old.version };
  },
});

async function checkReplaceable({ db, input }: ReplaceWork, card: Row<"Card">): Promise<void> {
  if (!canReplace(card))
    throw new AppError(
      "RULE_BROKEN",
      card.lastFour === null
        ? "The issuer is still creating this card, so there is nothing to replace."
        : "This card is closed. Issue a new one instead.",
    );
  const living = await db.read.card.findFirst({
    where: { replacesCardId: card.id, status: { not: "inactive" } },
    select: { memo: true, lastFour: true },
  });
  if (living) throw new AppError("RULE_BROKEN", `This card was already replaced by ${nameOf(living)}.`);
  if (input.reason !== "damaged" && input.lastFour !== undefined) checkLastFour(card, input.lastFour);
  if (input.reason === "damaged" && card.form !== "physical")
    throw invalidField("reason", "A virtual card cannot be damaged. Choose lost or stolen.");
}

const nameOf = ({ memo, lastFour }: { memo: string; lastFour: string | null }) =>
  [memo, lastFour && `•• ${lastFour}`].filter(Boolean).join(" ") || "a card that the issuer is making";

async function checkHolder({ db }: ReplaceWork, card: Row<"Card">): Promise<void> {
  const holder = await db.findForUpdate("User", card.userId);
  if (holder.status === "deactivated")
    throw new AppError(
      "RULE_BROKEN",
      `${holder.name} is deactivated and can be given no card. Close this one instead.`,
    );
}

async function replacementFor(work: ReplaceWork, card: Row<"Card">) {
  const { input } = work;
  const { userId, cardType, form, memo, spendingProfileId, cardProductId } = card;
  if (form === "virtual" && input.shippingAddressId !== null)
    throw invalidField("shippingAddressId", "A virtual card is not sent anywhere.");
  const shippingAddressId = input.shippingAddressId ?? card.shippingAddressId;
  return {
    userId,
    cardType,
    form,
    memo,
    spendingProfileId,
    cardProductId,
    ...limitOf(work, card),
    shippingAddressId:
      form === "physical" ? await takeDeliveryAddress(work, userId, shippingAddressId) : null,
    replacesCardId: card.id,
    replacementReason: input.reason,
  };
}

function limitOf(
  { input }: ReplaceWork,
  card: Row<"Card">,
): Pick<Row<"Card">, "spendLimit" | "spendLimitDuration"> {
  if (card.cardType === "reloadable") {
    if (input.spendLimit === null)
      throw invalidField("spendLimit", "Enter how much is loaded on the new card.");
    return { spendLimit: input.spendLimit, spendLimitDuration: "forever" };
  }
  if (input.spendLimit !== null)
    throw invalidField("spendLimit", "The new card keeps the limit of the old one.");
  // The desired limit counts, even if the issuer has not confirmed it yet.
  return card.limitDesiredAt === null
    ? { spendLimit: card.spendLimit, spendLimitDuration: card.spendLimitDuration }
    : { spendLimit: card.desiredSpendLimit, spendLimitDuration: card.desiredSpendLimitDuration };
}

function closing({ now, input }: ReplaceWork, card: Row<"Card">): RowChange<"Card"> {
  // Drops a freeze that the issuer has not confirmed.
  const forgotten =
    card.status === "frozen"
      ? {}
      : { frozenAt: null, frozenReason: null, frozenByRole: null, frozenByUserId: null };
  return {
    desiredStatus: "inactive",
    desiredAt: now,
    closedAt: now,
    closedReason: `${replacementReasonLabels[input.reason as ReplacementReason]}, replaced by another card`,
    issuerMessage: null,
    ...forgotten,
  };
}
