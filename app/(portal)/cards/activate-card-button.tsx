"use client";

import { Button } from "@/components/ui/button";
import { AskDialog } from "../ask-dialog";
import { activateCardAction } from "./actions";
import { type AskedCard, hiddenFields } from "./asked-card";
import { cardName } from "./card-name";

/** Lets a card that was sent be used, after asking once. */
export function ActivateCardButton({ card }: { card: AskedCard }) {
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={activateCardAction}
      title={`Activate ${cardName(card)}?`}
      text={`Activate it when ${card.holder} has it in hand. It can be used as soon as the issuer has confirmed it.`}
      verb="Activate"
      opening={{ trigger: <Button>Activate</Button> }}
    />
  );
}
