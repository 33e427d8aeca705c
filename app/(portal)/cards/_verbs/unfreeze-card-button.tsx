"use client";

import { Sun } from "lucide-react";
import { ConfirmDialog, type Opening } from "@/app/_forms/confirm-dialog";
import { unfreezeCardAction } from "@/app/(portal)/cards/actions";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { Button } from "@/components/ui/control/button";
import { cardName } from "@/lib/cards/card";

/** Unfreezes a card, after a confirmation. */
export function UnfreezeCardButton({ card }: { card: CardTarget }) {
  return (
    <AskToUnfreeze
      card={card}
      opening={{
        trigger: (
          <Button data-verb="unfreeze">
            <Sun aria-hidden="true" />
            Unfreeze
          </Button>
        ),
      }}
    />
  );
}

/** The same dialog, opened from a menu. */
export function UnfreezeCardDialog({
  card,
  ...opening
}: {
  card: CardTarget;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return <AskToUnfreeze card={card} opening={opening} />;
}

function AskToUnfreeze({ card, opening }: { card: CardTarget; opening: Opening }) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={unfreezeCardAction}
      title={`Unfreeze ${cardName(card)}?`}
      text={`Held by ${card.holder}. It can be used again once the issuer confirms.`}
      verb="Unfreeze"
      opening={opening}
    />
  );
}
