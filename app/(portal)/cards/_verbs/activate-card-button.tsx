"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { activateCardAction } from "@/app/(portal)/cards/actions";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { Button } from "@/components/ui/control/button";
import { cardName } from "@/lib/cards/card";

/** Activates a card that was sent, after a confirmation. */
export function ActivateCardButton({ card }: { card: CardTarget }) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={activateCardAction}
      title={`Activate ${cardName(card)}?`}
      text={`Activate it once ${card.holder} has received it. It can be used once the issuer confirms.`}
      verb="Activate"
      opening={{ trigger: <Button>Activate</Button> }}
    />
  );
}
