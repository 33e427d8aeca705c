"use server";

import { portalOrigin } from "@/lib/auth/portal-origin";
import { changeCardMemo } from "@/lib/cards/change-card-memo";
import { convertCard } from "@/lib/cards/issue/convert-card";
import { issueCard } from "@/lib/cards/issue/issue-card";
import { reissueCard } from "@/lib/cards/issue/reissue-card";
import { renewCard } from "@/lib/cards/issue/renew-card";
import { changeCardLimit } from "@/lib/cards/limits/change-card-limit";
import { loadCard } from "@/lib/cards/limits/load-card";
import { unloadCard } from "@/lib/cards/limits/unload-card";
import { moveCard } from "@/lib/cards/replace/move-card";
import { replaceCard } from "@/lib/cards/replace/replace-card";
import { revealCard } from "@/lib/cards/reveal/reveal-card";
import { activateCard } from "@/lib/cards/state/activate-card";
import { closeCard } from "@/lib/cards/state/close-card";
import { freezeCard } from "@/lib/cards/state/freeze-card";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card";
import { formAmount as amount, formNumber, formMoney as money, formText as text } from "@/lib/http/form";
import { showAction } from "@/lib/http/server-action";
import { verbAction } from "@/lib/http/verb-action";
import { changeCardProfile } from "@/lib/spending-profiles/change-card-profile";
import { cardAction } from "./card-action";
import { cardFromForm, chosenRow, limitFromForm, replacementReason } from "./card-from-form";

const to = { shippingAddressId: chosenRow };
const toChosen = { shippingAddressId: formNumber };
const replacement = {
  reason: replacementReason,
  lastFour: text,
  shippingAddressId: chosenRow,
  spendLimit: money,
};
const move = { holderId: formNumber, lastFour: text, shippingAddressId: chosenRow, spendLimit: money };
const goToCard = ({ cardId }: { cardId: number }) => ({ goTo: `/cards/${cardId}` });

export const issueCardAction = verbAction(issueCard, cardFromForm, goToCard);
export const freezeCardAction = cardAction(freezeCard, { reason: text }, "Freezing {card} …");
export const unfreezeCardAction = cardAction(unfreezeCard, {}, "Unfreezing {card} …");
export const closeCardAction = cardAction(closeCard, { lastFour: text, reason: text }, "Closing {card} …");
export const changeCardLimitAction = cardAction(changeCardLimit, limitFromForm, "Changing limit of {card} …");
export const changeCardProfileAction = cardAction(
  changeCardProfile,
  { spendingProfileId: chosenRow },
  "Changing profile of {card} …",
);
export const changeCardMemoAction = cardAction(changeCardMemo, { memo: text }, "Memo saved");
export const loadCardAction = cardAction(loadCard, { amount }, "Loading {card} …");
export const unloadCardAction = cardAction(unloadCard, { amount }, "Unloading {card} …");
export const replaceCardAction = cardAction(replaceCard, replacement, goToCard);
export const moveCardAction = cardAction(moveCard, move, goToCard);
export const reissueCardAction = cardAction(reissueCard, to, "Ordering a reprint of {card} …");
export const renewCardAction = cardAction(renewCard, to, "Renewing {card} …");
export const convertCardAction = cardAction(convertCard, toChosen, "Ordering {card} as a physical card …");
export const activateCardAction = cardAction(activateCard, {}, "Activating {card} …");

/** Shows the number of the person's own card for a minute, in the issuer's frames. */
export const revealCardAction = showAction(async (actor, form) => {
  const proof = { password: text(form, "password") };
  const shown = await revealCard(actor, formNumber(form, "cardId"), proof, portalOrigin);
  return { message: "Card number shown for one minute", shown };
});
