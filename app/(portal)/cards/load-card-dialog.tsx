"use client";

import { MoneyField } from "@/components/ui/money-field";
import { AskDialog, type Failed } from "../ask-dialog";
import { loadCardAction, unloadCardAction } from "./actions";
import { hiddenFields } from "./asked-card";
import { cardName } from "./card-name";
import type { FromMenu } from "./more-card-verbs";

/** Loads more on a reloadable card. */
export function LoadCardDialog({ card, ...opening }: FromMenu) {
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={loadCardAction}
      title={`Load ${cardName(card)}`}
      text={`Held by ${card.holder}. It can spend the amount in addition as soon as the issuer has confirmed it. Your business must have that much.`}
      verb="Load"
      opening={opening}
      fields={["amount"]}
    >
      {(failed) => <Amount failed={failed} currency={card.currency} hint="How much is loaded on top." />}
    </AskDialog>
  );
}

/** Takes some of what was loaded off a reloadable card. */
export function UnloadCardDialog({ card, ...opening }: FromMenu) {
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={unloadCardAction}
      title={`Unload ${cardName(card)}`}
      text={`Held by ${card.holder}. It can spend that much less as soon as the issuer has confirmed it. What was spent cannot be taken off.`}
      verb="Unload"
      opening={opening}
      fields={["amount"]}
    >
      {(failed) => (
        <Amount
          failed={failed}
          currency={card.currency}
          hint="To have nothing spent any more, freeze or close the card."
        />
      )}
    </AskDialog>
  );
}

function Amount({ failed, currency, hint }: { failed: Failed | null; currency: string; hint: string }) {
  return (
    <MoneyField
      label="Amount"
      name="amount"
      currency={currency}
      defaultValue={failed?.values.amount}
      error={failed?.fields.amount}
      hint={hint}
    />
  );
}
