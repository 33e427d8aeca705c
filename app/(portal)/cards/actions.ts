"use server";

import { actorAt } from "@/lib/auth/operator-access";
import { signedIn } from "@/lib/auth/require-actor";
import { closeCard } from "@/lib/cards/close-card";
import { freezeCard } from "@/lib/cards/freeze-card";
import { issueCard } from "@/lib/cards/issue-card";
import { unfreezeCard } from "@/lib/cards/unfreeze-card";
import { formKey, formNumber, formText } from "@/lib/form";
import { formAction } from "@/lib/server-action";
import { cardFromForm, sayWhenSentBefore } from "./card-from-form";

/** Issues a card and leads to it. */
export const issueCardAction = formAction(async (actor, form) => {
  const { currency } = await signedIn();
  const { cardId } = await issueCard(actor, cardFromForm(form, currency), formKey(form)).catch(sayWhenSentBefore);
  return { goTo: `/cards/${cardId}` };
});

/** Freezes a card. */
export const freezeCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  await freezeCard(await actorAt(actor, "Card", cardId), {
    cardId,
    reason: formText(form, "reason"),
    version: formNumber(form, "version"),
  });
  return { message: "The issuer is told to freeze the card." };
});

/** Lets a frozen card be used again. */
export const unfreezeCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  await unfreezeCard(await actorAt(actor, "Card", cardId), { cardId, version: formNumber(form, "version") });
  return { message: "The issuer is told to unfreeze the card." };
});

/** Closes a card for good. */
export const closeCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  await closeCard(await actorAt(actor, "Card", cardId), {
    cardId,
    lastFour: formText(form, "lastFour"),
    reason: formText(form, "reason"),
    version: formNumber(form, "version"),
  });
  return { message: "The issuer is told to close the card." };
});
