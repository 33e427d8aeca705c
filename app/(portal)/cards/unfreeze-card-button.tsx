"use client";

import { Sun } from "lucide-react";
import { Button } from "@/components/ui/button";
import { AskDialog, type Opening } from "../ask-dialog";
import { unfreezeCardAction } from "./actions";
import { type AskedCard, hiddenFields } from "./asked-card";
import { cardName } from "./card-name";

/** Lets a frozen card be used again, after asking once. */
export function UnfreezeCardButton({ card }: { card: AskedCard }) {
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

/** The same from a menu. */
export function UnfreezeCardDialog({
  card,
  ...opening
}: {
  card: AskedCard;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return <AskToUnfreeze card={card} opening={opening} />;
}

function AskToUnfreeze({ card, opening }: { card: AskedCard; opening: Opening }) {
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={unfreezeCardAction}
      title={`Unfreeze ${cardName(card)}?`}
      text={`Held by ${card.holder}. It can be used again as soon as the issuer has confirmed it.`}
      verb="Unfreeze"
      opening={opening}
    />
  );
}
