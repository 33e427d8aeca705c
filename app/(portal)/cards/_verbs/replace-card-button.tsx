"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { MoneyField } from "@/app/_forms/money-field";
import { replaceCardAction } from "@/app/(portal)/cards/actions";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { Button } from "@/components/ui/control/button";
import { ChoiceField } from "@/components/ui/form/choice-field";
import type { Option } from "@/components/ui/form/select-field";
import { cardName } from "@/lib/cards/card";
import { AddressField } from "./address-field";
import { LastFourField } from "./last-four-field";

const lost = { value: "lost", label: "Lost", hint: "This card is closed permanently." };
const stolen = {
  value: "stolen",
  label: "Stolen",
  hint: "Someone else knows its number. This card is closed permanently.",
};
const damaged = {
  value: "damaged",
  label: "Damaged",
  hint: "This card keeps working. Close it when the new one arrives.",
};

interface ReplaceCardButtonProps {
  card: CardTarget;
  /** Extra fields: the addresses for a physical card, and the currency for a reloadable one. */
  addresses: readonly Option[] | null;
  loadCurrency: string | null;
}

/** Issues a replacement for a card, after asking for a reason. */
export function ReplaceCardButton({ card, addresses, loadCurrency }: ReplaceCardButtonProps) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={replaceCardAction}
      title={`Replace ${cardName(card)}?`}
      text={`Issues another card for ${card.holder}, with a new number and the same memo, limit and rules.`}
      verb="Replace"
      tone="danger"
      opening={{
        trigger: (
          <Button variant="outline" data-verb="replace">
            Replace
          </Button>
        ),
      }}
      fields={["reason", "lastFour", "shippingAddressId", "spendLimit"]}
    >
      {(failed) => (
        <>
          <ChoiceField
            label="What happened to it?"
            name="reason"
            columns={1}
            options={addresses ? [lost, stolen, damaged] : [lost, stolen]}
            {...(failed && { defaultValue: failed.values.reason })}
            error={failed?.fields.reason}
          />
          <div className="group-has-[[value=damaged]:checked]/dialog:hidden">
            <LastFourField failed={failed} />
          </div>
          {addresses ? (
            <AddressField addresses={addresses} usual="Where this one was sent" failed={failed} />
          ) : null}
          {loadCurrency ? (
            <MoneyField
              label="Loaded on the new card"
              name="spendLimit"
              currency={loadCurrency}
              hint="The balance of this card is not moved."
              defaultValue={failed?.values.spendLimit}
              error={failed?.fields.spendLimit}
            />
          ) : null}
        </>
      )}
    </ConfirmDialog>
  );
}
