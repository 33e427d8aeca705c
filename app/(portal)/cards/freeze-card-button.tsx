"use client";

import { Snowflake } from "lucide-react";
import { Button } from "@/components/ui/button";
import { AskDialog, type Opening } from "../ask-dialog";
import { freezeCardAction } from "./actions";
import { type AskedCard, hiddenFields } from "./asked-card";
import { cardName } from "./card-name";

/** Freezes a card, after asking why. */
export function FreezeCardButton({ card, variant }: { card: AskedCard; variant?: "solid" | "outline" }) {
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

/** The same from a menu. */
export function FreezeCardDialog({
  card,
  ...opening
}: {
  card: AskedCard;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return <AskToFreeze card={card} opening={opening} />;
}

function AskToFreeze({ card, opening }: { card: AskedCard; opening: Opening }) {
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={freezeCardAction}
      title={`Freeze ${cardName(card)}?`}
      text={`Held by ${card.holder}. Purchases decline as soon as the issuer has confirmed it. You can unfreeze it any time.`}
      verb="Freeze"
      reasonHint="The holder sees it, and it stays in the history."
      opening={opening}
    />
  );
}
