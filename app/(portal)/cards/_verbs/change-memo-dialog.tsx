"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { changeCardMemoAction } from "@/app/(portal)/cards/actions";
import { hiddenFields, type OpenedFromMenu } from "@/app/(portal)/cards/card-target";
import { TextField } from "@/components/ui/form/text-field";
import { cardName } from "@/lib/cards/card";

import { maxLength } from "@/lib/fields/max-length";
/** Changes the memo of a card. */
export function ChangeMemoDialog({ card, ...opening }: OpenedFromMenu) {
  return (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={changeCardMemoAction}
      title={`Change the memo of ${cardName(card)}`}
      text={`Held by ${card.holder}, who sees it too.`}
      verb="Change memo"
      opening={opening}
      fields={["memo"]}
    >
      {(failed) => (
        <TextField
          label="Memo"
          name="memo"
          maxLength={maxLength("Card", "memo")}
          autoComplete="off"
          defaultValue={failed?.values.memo ?? card.memo ?? ""}
          error={failed?.fields.memo}
          hint="What the card is for, such as Travel. Optional."
        />
      )}
    </ConfirmDialog>
  );
}
