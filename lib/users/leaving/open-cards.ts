import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { cardName } from "@/lib/cards/card.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { rowId } from "@/lib/fields/column.ts";
import { readAs } from "@/lib/read.ts";

/** How many open cards change in one step with the deactivation of their holder. Measured: so many
 *  hold up other changes, on SQLite those of all businesses, for one to three seconds. */
export const maxOpenCards = 250;

const cards = {
  /** Every open card that the caller saw. */
  ids: z.array(rowId).min(1).max(maxOpenCards),
};
/** The number of cards as a person typed it, because closing is final. A program may leave it
 *  out. */
const confirmedCount = z.int({ error: "Enter how many cards are closed." }).optional();

/** What happens to all open cards of somebody who is deactivated. Amounts are minor units. */
export const openCardsInput = z.discriminatedUnion(
  "verb",
  [
    z.strictObject({ verb: z.literal("card.freeze"), ...cards }),
    z.strictObject({ verb: z.literal("card.close"), ...cards, confirmedCount }),
    z.strictObject({
      verb: z.literal("card.move"),
      ...cards,
      confirmedCount,
      holderId: rowId,
      /** Where all physical cards are sent. */
      shippingAddressId: rowId.nullable().default(null),
      /** What is loaded on each reloadable card. */
      spendLimit: amountInput.nullable().default(null),
    }),
  ],
  { error: "Choose card.freeze, card.close or card.move." },
);

export type OpenCardsInput = z.output<typeof openCardsInput>;

/** The cards of a person that are neither closed nor about to be, up to one more than change in one
 *  step. */
export const findOpenCards = (db: Reader, userId: number): Promise<Row<"Card">[]> =>
  db.card.findMany({
    where: {
      userId,
      status: { not: "inactive" },
      OR: [{ desiredStatus: null }, { desiredStatus: { not: "inactive" } }],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: maxOpenCards + 1,
  });

/** An open card of somebody who is to be deactivated. */
export type OpenCard = Pick<Row<"Card">, "id" | "memo" | "lastFour" | "cardType" | "form">;

/** The open cards of a person, newest first, up to one more than change in one step. Needs
 *  user.deactivate. */
export function readOpenCards(actor: Actor, userId: number): Promise<OpenCard[]> {
  return readAs(actor, "user.deactivate", async (db) =>
    (await findOpenCards(db, userId)).map(({ id, memo, lastFour, cardType, form }) => ({
      id,
      memo,
      lastFour,
      cardType,
      form,
    })),
  );
}

/** Checks that the caller named every open card of the person. Cards that were closed meanwhile may
 *  be among the named ones. Throws RULE_BROKEN without a choice and with too many cards, STALE for
 *  an open card that is not named, and INVALID_INPUT for a card that is somebody else's and for
 *  another number than was confirmed. */
export async function checkNamed(
  db: Reader,
  { id: userId, name }: Pick<Row<"User">, "id" | "name">,
  open: readonly Row<"Card">[],
  choice: OpenCardsInput | undefined,
): Promise<void> {
  const held = open.length === 1 ? "an open card" : `${open.length} open cards`;
  if (open.length > maxOpenCards)
    throw new AppError(
      "RULE_BROKEN",
      `${name} holds more than ${maxOpenCards} open cards. Freeze or close some of them on the list of cards first.`,
    );
  if (!choice) {
    if (open.length === 0) return;
    throw new AppError(
      "RULE_BROKEN",
      `${name} holds ${held}. Say what happens to all of them: freeze them, close them, or move them to another person.`,
    );
  }
  const named = new Set(choice.ids);
  const unnamed = open.filter(({ id }) => !named.has(id));
  if (unnamed.length > 0) throw new AppError("STALE", unseenText(name, unnamed));
  if (
    "confirmedCount" in choice &&
    choice.confirmedCount !== undefined &&
    choice.confirmedCount !== named.size
  )
    throw invalidField("openCards.confirmedCount", confirmText(named.size));
  const theirs = await db.card.count({ where: { userId, id: { in: [...named] } } });
  if (theirs < named.size) throw invalidField("openCards.ids", `Name only cards that ${name} holds.`);
}

function unseenText(name: string, cards: readonly Row<"Card">[]): string {
  const [first] = cards;
  const which = cards.length === 1 && first ? cardName(first) : `${cards.length} more open cards`;
  return `${name} also holds ${which}, which you have not seen. Reload and check all cards again.`;
}

const confirmText = (count: number) =>
  count === 1
    ? "This is 1 card. Enter 1 to confirm."
    : `These are ${count} cards. Enter ${count} to confirm.`;
