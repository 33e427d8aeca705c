"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { moveCardAction } from "@/app/(portal)/cards/actions";
import { hiddenFields, type OpenedFromMenu } from "@/app/(portal)/cards/card-target";
import { cardName } from "@/lib/cards/card";
import { NewHolderFields, newHolderFieldNames } from "../new-holder-fields";
import { LastFourField } from "./last-four-field";

/** Moves a card to another person: they get a new one, and this one is closed for good. */
export function MoveCardDialog({ card, ...opening }: OpenedFromMenu) {
  const [newHolder, setNewHolder] = useState<string>();
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={moveCardAction}
      title={`Move ${cardName(card)} to another person?`}
      text={`Cards can't be transferred. ${newHolder ?? "The new holder"} gets a new card with a new number; •• ${card.lastFour} is closed permanently.`}
      verb="Move card"
      tone="danger"
      opening={opening}
      onOpen={() => setNewHolder(undefined)}
      fields={[...newHolderFieldNames, "lastFour"]}
    >
      {(failed) => (
        <>
          <NewHolderFields
            holderId={card.holderId}
            isPhysical={card.isPhysical}
            loadCurrency={card.isReloadable ? card.currency : null}
            loadLabel="Loaded on the new card"
            failed={failed}
            onChoose={(holder) => setNewHolder(holder?.label)}
          />
          <LastFourField failed={failed} />
        </>
      )}
    </ConfirmDialog>
  );
}
