"use client";

import { Button } from "@/components/ui/button";
import { closeCardAction } from "./actions";
import { cardName } from "./card-name";
import { type AskedCard, VerbDialog } from "./verb-dialog";

/** Closes a card for good, after asking for its last four digits and a reason. */
export function CloseCardButton({ card }: { card: AskedCard }) {
  return (
    <VerbDialog
      card={card}
      action={closeCardAction}
      title={`Close ${cardName(card)}?`}
      text={`Held by ${card.holder}. The issuer closes it for good: every purchase declines, and nobody can open it again.`}
      verb="Close card"
      tone="danger"
      reasonHint="It stays in the history."
      asksLastFour={card.lastFour !== null}
      opening={{ trigger: <Button variant="danger">Close card</Button> }}
    />
  );
}
