"use client";

import { Snowflake } from "lucide-react";
import { Button } from "@/components/ui/button";
import { freezeCardAction } from "./actions";
import { cardName } from "./card-name";
import { type AskedCard, type Opening, VerbDialog } from "./verb-dialog";

/** Freezes a card, after asking why. */
export function FreezeCardButton({ card, variant }: { card: AskedCard; variant?: "solid" | "outline" }) {
  return (
    <AskToFreeze
      card={card}
      opening={{
        trigger: (
          <Button variant={variant ?? "solid"}>
            <Snowflake aria-hidden="true" />
            Freeze
          </Button>
        ),
      }}
    />
  );
}

/** The same from a menu. */
export function FreezeCardDialog({ card, ...opening }: { card: AskedCard; open: boolean; onOpenChange: (open: boolean) => void }) {
  return <AskToFreeze card={card} opening={opening} />;
}

function AskToFreeze({ card, opening }: { card: AskedCard; opening: Opening }) {
  return (
    <VerbDialog
      card={card}
      action={freezeCardAction}
      title={`Freeze ${cardName(card)}?`}
      text={`Held by ${card.holder}. Purchases decline as soon as the issuer has confirmed it. You can unfreeze it any time.`}
      verb="Freeze"
      reasonHint="The holder sees it, and it stays in the history."
      opening={opening}
    />
  );
}
