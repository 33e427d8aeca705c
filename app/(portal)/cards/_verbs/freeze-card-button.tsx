"use client";

import { Snowflake } from "lucide-react";
import { ConfirmDialog, type Opening } from "@/app/_forms/confirm-dialog";
import { freezeCardAction } from "@/app/(portal)/cards/actions";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { Button } from "@/components/ui/control/button";
import { cardName } from "@/lib/cards/card";

/** Freezes a card, after asking for a reason. */
export function FreezeCardButton({ card, variant }: { card: CardTarget; variant?: "solid" | "outline" }) {
  return (
    <AskToFreeze
      card={card}
      opening={{
        trigger: (
          <Button variant={variant ?? "solid"} data-verb="freeze">
            <Snowflake aria-hidden="true" />
            Freeze
          </Button>
        ),
      }}
    />
  );
}

/** The same dialog, opened from a menu. */
export function FreezeCardDialog({
  card,
  ...opening
}: {
  card: CardTarget;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return <AskToFreeze card={card} opening={opening} />;
}

function AskToFreeze({ card, opening }: { card: CardTarget; opening: Opening }) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={freezeCardAction}
      title={`Freeze ${cardName(card)}?`}
      text={`Held by ${card.holder}. Purchases decline once the issuer confirms. You can unfreeze it any time.`}
      verb="Freeze"
      reasonHint="The holder sees it. It is recorded in the history."
      opening={opening}
    />
  );
}
