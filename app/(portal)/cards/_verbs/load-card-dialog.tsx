"use client";

import { ConfirmDialog, type Failed } from "@/app/(portal)/_forms/confirm-dialog";
import { loadCardAction, unloadCardAction } from "@/app/(portal)/cards/actions";
import { cardName } from "@/app/(portal)/cards/card-name";
import { hiddenFields, type OpenedFromMenu } from "@/app/(portal)/cards/card-target";
import { MoneyField } from "@/components/ui/form/money-field";

/** Loads more on a reloadable card. */
export function LoadCardDialog({ card, ...opening }: OpenedFromMenu) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={loadCardAction}
      title={`Load ${cardName(card)}`}
      text={`Held by ${card.holder}. It can spend the amount in addition as soon as the issuer has confirmed it. Your business must have that much.`}
      verb="Load"
      opening={opening}
      fields={["amount"]}
    >
      {(failed) => <Amount failed={failed} currency={card.currency} hint="How much is loaded on top." />}
    </ConfirmDialog>
  );
}

/** Takes some of what was loaded off a reloadable card. */
export function UnloadCardDialog({ card, ...opening }: OpenedFromMenu) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
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
    </ConfirmDialog>
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
