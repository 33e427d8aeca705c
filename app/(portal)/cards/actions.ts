"use server";

import { actorAt } from "@/lib/auth/operator-access";
import { portalOrigin } from "@/lib/auth/portal-origin";
import { signedIn } from "@/lib/auth/require-actor";
import { activateCard } from "@/lib/cards/activate-card";
import { changeCardLimit } from "@/lib/cards/change-card-limit";
import { changeCardMemo } from "@/lib/cards/change-card-memo";
import { closeCard } from "@/lib/cards/close-card";
import { convertCard } from "@/lib/cards/convert-card";
import { freezeCard } from "@/lib/cards/freeze-card";
import { issueCard } from "@/lib/cards/issue-card";
import { loadCard } from "@/lib/cards/load-card";
import { reissueCard } from "@/lib/cards/reissue-card";
import { renewCard } from "@/lib/cards/renew-card";
import { replaceCard } from "@/lib/cards/replace-card";
import { revealCard } from "@/lib/cards/reveal-card";
import { unfreezeCard } from "@/lib/cards/unfreeze-card";
import { unloadCard } from "@/lib/cards/unload-card";
import { formAmount, formKey, formMoney, formNumber, formText } from "@/lib/http/form";
import { formAction, showAction } from "@/lib/http/server-action";
import { addressFromForm, cardFromForm, limitFromForm, sayWhenSentBefore } from "./card-from-form";

/** Issues a card and leads to it. */
export const issueCardAction = formAction(async (actor, form) => {
  const { currency } = await signedIn();
  const { cardId } = await issueCard(actor, cardFromForm(form, currency), formKey(form)).catch(
    sayWhenSentBefore,
  );
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

/** Wants another limit for a card, or none. */
export const changeCardLimitAction = formAction(async (actor, form) => {
  const { currency } = await signedIn();
  const cardId = formNumber(form, "cardId");
  await changeCardLimit(await actorAt(actor, "Card", cardId), {
    cardId,
    ...limitFromForm(form, currency),
    version: formNumber(form, "version"),
  });
  return { message: "The issuer is told of the new limit." };
});

/** Changes the memo of a card. */
export const changeCardMemoAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  await changeCardMemo(await actorAt(actor, "Card", cardId), {
    cardId,
    memo: formText(form, "memo"),
    version: formNumber(form, "version"),
  });
  return { message: "The memo is changed." };
});

/** Loads an amount on a reloadable card. */
export const loadCardAction = formAction(async (actor, form) => {
  const { currency } = await signedIn();
  const cardId = formNumber(form, "cardId");
  await loadCard(await actorAt(actor, "Card", cardId), {
    cardId,
    amount: formAmount(form, "amount", currency),
    version: formNumber(form, "version"),
  });
  return { message: "The issuer is told to load the card." };
});

/** Takes an amount off a reloadable card. */
export const unloadCardAction = formAction(async (actor, form) => {
  const { currency } = await signedIn();
  const cardId = formNumber(form, "cardId");
  await unloadCard(await actorAt(actor, "Card", cardId), {
    cardId,
    amount: formAmount(form, "amount", currency),
    version: formNumber(form, "version"),
  });
  return { message: "The issuer is told to unload the card." };
});

/** Issues a card in place of another and leads to it. */
export const replaceCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  const { currency } = await signedIn();
  const made = await replaceCard(await actorAt(actor, "Card", cardId), {
    cardId,
    // What is none of the choices is the command's to refuse.
    reason: formText(form, "reason") as "lost",
    shippingAddressId: addressFromForm(form),
    spendLimit: formMoney(form, "spendLimit", currency),
    version: formNumber(form, "version"),
  });
  return { goTo: `/cards/${made.cardId}` };
});

/** Has a physical card printed again. */
export const reissueCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  const order = { cardId, shippingAddressId: addressFromForm(form), version: formNumber(form, "version") };
  await reissueCard(await actorAt(actor, "Card", cardId), order);
  return { message: "The issuer is told to print the card again." };
});

/** Gives a card a new expiry and code. */
export const renewCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  const order = { cardId, shippingAddressId: addressFromForm(form), version: formNumber(form, "version") };
  await renewCard(await actorAt(actor, "Card", cardId), order);
  return { message: "The issuer is told to renew the card." };
});

/** Has a virtual card printed. */
export const convertCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  const order = {
    cardId,
    shippingAddressId: formNumber(form, "shippingAddressId"),
    version: formNumber(form, "version"),
  };
  await convertCard(await actorAt(actor, "Card", cardId), order);
  return { message: "The issuer is told to print the card." };
});

/** Lets a card that has reached its holder be used. */
export const activateCardAction = formAction(async (actor, form) => {
  const cardId = formNumber(form, "cardId");
  await activateCard(await actorAt(actor, "Card", cardId), { cardId, version: formNumber(form, "version") });
  return { message: "The issuer is told to activate the card." };
});

/** Opens frames of the issuer that show an own card's number for a minute. */
export const revealCardAction = showAction(async (actor, form) => {
  const password = { password: formText(form, "password") };
  const shown = await revealCard(actor, formNumber(form, "cardId"), password, portalOrigin);
  return { message: "The number is shown for a minute.", shown };
});
