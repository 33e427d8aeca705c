"use client";

import { Suspense, use } from "react";
import { ConfirmDialog, type Failed } from "@/app/_forms/confirm-dialog";
import { MoneyField } from "@/app/_forms/money-field";
import { loadCardAction, unloadCardAction } from "@/app/(portal)/cards/actions";
import { type ChangedCard, hiddenFields, type OpenedFromMenu } from "@/app/(portal)/cards/card-target";
import { cardName } from "@/lib/cards/card";

/** Loads money on a reloadable card. */
export function LoadCardDialog({ card, ...opening }: OpenedFromMenu) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={loadCardAction}
      title={`Load ${cardName(card)}`}
      text={`Held by ${card.holder}. Adds to what it can spend, once the issuer confirms.`}
      verb="Load"
      opening={opening}
      fields={["amount"]}
    >
      {(failed) => (
        <>
          <p className="text-muted text-sm">
            <Suspense fallback="Checking what is available …">
              <LoadText load={card.load} />
            </Suspense>
          </p>
          <Amount failed={failed} currency={card.currency} hint="How much to add." />
        </>
      )}
    </ConfirmDialog>
  );
}

function LoadText({ load }: { load: ChangedCard["load"] }) {
  return use(load) ?? "The issuer doesn't say right now what is available.";
}

/** Unloads money from a reloadable card. */
export function UnloadCardDialog({ card, ...opening }: OpenedFromMenu) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={unloadCardAction}
      title={`Unload ${cardName(card)}`}
      text={`Held by ${card.holder}. Takes off what it can spend, once the issuer confirms. Money already spent can't be unloaded.`}
      verb="Unload"
      opening={opening}
      fields={["amount"]}
    >
      {(failed) => (
        <Amount
          failed={failed}
          currency={card.currency}
          hint="To stop all spending, freeze or close the card."
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
