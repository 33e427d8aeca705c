"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { AskDialog } from "../ask-dialog";
import { closeCardAction } from "./actions";
import { type AskedCard, hiddenFields } from "./asked-card";
import { cardName } from "./card-name";

/** Closes a card for good, after asking for its last four digits and a reason. */
export function CloseCardButton({ card }: { card: AskedCard }) {
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={closeCardAction}
      title={`Close ${cardName(card)}?`}
      text={`Held by ${card.holder}. The issuer closes it for good: every purchase declines, and nobody can open it again.`}
      verb="Close card"
      tone="danger"
      reasonHint="It stays in the history."
      opening={{
        trigger: (
          <Button variant="danger" data-verb="close">
            Close card
          </Button>
        ),
      }}
      fields={["lastFour"]}
    >
      {(failed) =>
        card.lastFour === null ? null : (
          <TextField
            label="Last four digits"
            name="lastFour"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={failed?.values.lastFour}
            error={failed?.fields.lastFour}
          />
        )
      }
    </AskDialog>
  );
}
