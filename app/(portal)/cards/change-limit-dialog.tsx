"use client";

import { AskDialog } from "../ask-dialog";
import { changeCardLimitAction } from "./actions";
import { hiddenFields } from "./asked-card";
import { cardName } from "./card-name";
import { LimitFields, limitFieldNames } from "./limit-fields";
import type { FromMenu } from "./more-card-verbs";

/** Wants another limit for a card. */
export function ChangeLimitDialog({ card, ...opening }: FromMenu) {
  const until = card.limit === null ? "it has no limit of its own" : `${card.limit.text} counts`;
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={changeCardLimitAction}
      title={`Change the limit of ${cardName(card)}`}
      text={`Held by ${card.holder}. Purchases over the new limit decline as soon as the issuer has confirmed it; until then ${until}.`}
      verb="Change limit"
      opening={opening}
      fields={limitFieldNames}
    >
      {(failed) => <LimitFields currency={card.currency} limit={card.limit} failed={failed} />}
    </AskDialog>
  );
}
