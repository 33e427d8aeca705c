import { canFreeze, canReplace, canUnfreeze, cardName, cardStateLabel } from "@/lib/cards/card.ts";
import { checkAccountIssues } from "@/lib/cards/issue/may-issue.ts";
import { registerHolder } from "@/lib/cards/issue/register-holder.ts";
import { closeAtIssuer, freezeAtIssuer } from "@/lib/cards/issuer/set-card-state.ts";
import { findNewHolder, moveToHolder } from "@/lib/cards/replace/move-to-holder.ts";
import { openReplacement } from "@/lib/cards/replace/replacement-card.ts";
import { closing, freezing } from "@/lib/cards/state/desired-change.ts";
import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { letOthersWork } from "@/lib/process/let-others-work.ts";
import type { OpenCardsInput } from "./open-cards.ts";

type ChangeWork = Pick<Work<unknown>, "db" | "actor" | "now" | "after">;
type MoveChoice = Extract<OpenCardsInput, { verb: "card.move" }>;

// So many calls to the issuer are waited for. More are left to the worker.
const maxAwaited = 5;

// How many cards change before others get a turn.
const cardsInStep = 10;

const why = "Its holder was deactivated";

/** Freezes, closes or moves all open cards of somebody who is deactivated, in the transaction of
 *  that. Returns the number of cards that this changed as chosen. Throws RULE_BROKEN for a card to
 *  which that cannot be done, and INVALID_INPUT naming the field. */
export async function changeOpenCards(
  work: ChangeWork,
  cards: readonly Row<"Card">[],
  choice: OpenCardsInput,
): Promise<number> {
  const asked = cards.length > maxAwaited ? { ...work, after: () => undefined } : work;
  const change = await openCardChanger(asked, cards, choice);
  let changed = 0;
  for (const [place, card] of cards.entries()) {
    if (await change(card)) changed += 1;
    if (place % cardsInStep === cardsInStep - 1) await letOthersWork();
  }
  return changed;
}

async function openCardChanger(work: ChangeWork, cards: readonly Row<"Card">[], choice: OpenCardsInput) {
  switch (choice.verb) {
    case "card.freeze":
      return (card: Row<"Card">) => freeze(work, card);
    case "card.close":
      return (card: Row<"Card">) => close(work, card);
    case "card.move": {
      const holder = await prepareNewHolder(work, cards, choice);
      return (card: Row<"Card">) => move(work, card, holder, choice);
    }
  }
}

async function freeze(work: ChangeWork, card: Row<"Card">): Promise<boolean> {
  if (canUnfreeze(card) || isUnusable(card)) return false;
  if (!canFreeze(card))
    throw new AppError(
      "RULE_BROKEN",
      `${cardName(card)} can't be frozen, because it is ${cardStateLabel(card).toLowerCase()}. Close or move the cards, or try again later.`,
    );
  await work.db.update("Card", card, freezing(work, why));
  await enqueue(work, freezeAtIssuer, card);
  return true;
}

// A printed card that nobody has activated. While its holder is deactivated, nobody can.
const isUnusable = ({ form, status, desiredStatus }: Row<"Card">) =>
  form === "physical" && status === "pending" && desiredStatus === null;

async function close(work: ChangeWork, card: Row<"Card">): Promise<boolean> {
  await work.db.update("Card", card, closing(card, work.now, why));
  await enqueue(work, closeAtIssuer, card);
  return true;
}

// The person who takes over the cards, once all of them can be moved.
async function prepareNewHolder(
  work: ChangeWork,
  cards: readonly Row<"Card">[],
  { holderId }: MoveChoice,
): Promise<Row<"User">> {
  const unmade = cards.find((card) => !canReplace(card));
  if (unmade)
    throw new AppError(
      "RULE_BROKEN",
      `The issuer is still creating ${cardName(unmade)}, so it can't be moved yet. Try again in a moment, or close the cards.`,
    );
  await checkAccountIssues(work);
  const holder = await withOpenCardsFields(() => findNewHolder(work, holderId, cards[0]?.userId ?? 0));
  await registerHolder(work, holder);
  return holder;
}

async function move(
  work: ChangeWork,
  card: Row<"Card">,
  holder: Row<"User">,
  { shippingAddressId, spendLimit }: MoveChoice,
): Promise<boolean> {
  // What was replaced already must not become two cards.
  if (await openReplacement(work.db, card.id)) {
    await close(work, card);
    return false;
  }
  const order = {
    shippingAddressId: card.form === "physical" ? shippingAddressId : null,
    spendLimit: card.cardType === "reloadable" ? spendLimit : null,
  };
  await withOpenCardsFields(() => moveToHolder(work, card, holder, order));
  return true;
}

// Fields are named as the caller of the deactivation knows them.
async function withOpenCardsFields<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INVALID_INPUT") throw error;
    const fields = Object.entries(error.fields).map(([field, text]) => [`openCards.${field}`, text]);
    throw new AppError("INVALID_INPUT", error.reason, {
      fields: Object.fromEntries(fields),
      ...(error.target && { target: error.target }),
    });
  }
}
