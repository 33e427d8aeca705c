"use client";

import { TextField } from "@/components/ui/text-field";
import { AskDialog } from "../ask-dialog";
import { changeCardMemoAction } from "./actions";
import { hiddenFields } from "./asked-card";
import { cardName } from "./card-name";
import type { FromMenu } from "./more-card-verbs";

/** Changes what a card is for. */
export function ChangeMemoDialog({ card, ...opening }: FromMenu) {
  return (
    <AskDialog
      sent={hiddenFields(card)}
      action={changeCardMemoAction}
      title={`Change the memo of ${cardName(card)}`}
      text={`Held by ${card.holder}, who sees it too. It changes here at once, and the issuer is told.`}
      verb="Change memo"
      opening={opening}
      fields={["memo"]}
    >
      {(failed) => (
        <TextField
          label="Memo"
          name="memo"
          maxLength={200}
          autoComplete="off"
          defaultValue={failed?.values.memo ?? card.memo ?? ""}
          error={failed?.fields.memo}
          hint="What the card is for, such as Travel. You can leave it empty."
        />
      )}
    </AskDialog>
  );
}
