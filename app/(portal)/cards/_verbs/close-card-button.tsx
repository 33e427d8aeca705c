"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { closeCardAction } from "@/app/(portal)/cards/actions";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { Button } from "@/components/ui/control/button";
import { cardName } from "@/lib/cards/card";
import { LastFourField } from "./last-four-field";

/** Closes a card for good, after the person enters its last four digits and a reason. */
export function CloseCardButton({ card }: { card: CardTarget }) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={closeCardAction}
      title={`Close ${cardName(card)}?`}
      text={`Held by ${card.holder}. Closing is permanent. Every purchase declines, and the card can't be reopened.`}
      verb="Close card"
      tone="danger"
      reasonHint="Recorded in the history."
      opening={{
        trigger: (
          <Button variant="danger" data-verb="close">
            Close card
          </Button>
        ),
      }}
      fields={["lastFour"]}
    >
      {(failed) => (card.lastFour === null ? null : <LastFourField failed={failed} />)}
    </ConfirmDialog>
  );
}
