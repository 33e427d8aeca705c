"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { changeCardLimitAction } from "@/app/(portal)/cards/actions";
import { hiddenFields, type OpenedFromMenu } from "@/app/(portal)/cards/card-target";
import { LimitFields, limitFieldNames } from "@/app/(portal)/cards/limit-fields";
import { cardName } from "@/lib/cards/card";

/** Changes the limit of a card. */
export function ChangeLimitDialog({ card, ...opening }: OpenedFromMenu) {
  const until = card.limit === null ? "it has no card limit" : `${card.limit.text} applies`;
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={changeCardLimitAction}
      title={`Change the limit of ${cardName(card)}`}
      text={`Held by ${card.holder}. Purchases over the new limit decline once the issuer confirms. Until then ${until}.`}
      verb="Change limit"
      opening={opening}
      fields={limitFieldNames}
    >
      {(failed) => <LimitFields currency={card.currency} limit={card.limit} failed={failed} />}
    </ConfirmDialog>
  );
}
