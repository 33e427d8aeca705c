"use client";

import { Gauge, Snowflake, Sun } from "lucide-react";
import type { ReactElement } from "react";
import { ConfirmDialog } from "@/app/(portal)/_forms/confirm-dialog";
import { countText } from "@/app/(portal)/_lists/count-text";
import { startBulkJobAction } from "@/app/(portal)/cards/jobs/actions";
import { LimitFields, limitFieldNames } from "@/app/(portal)/cards/limit-fields";
import { Button } from "@/components/ui/control/button";
import { TextField } from "@/components/ui/form/text-field";

interface CardBulkVerbsProps {
  /** Cards by id, or all cards that the list shows for a query. */
  selection: { readonly ids: readonly string[] } | { readonly all: string };
  currency: string;
  /** Clears the selection after a job was started for it. */
  clear: () => void;
}

/** The actions for all selected cards at once. Each asks for confirmation. */
export function CardBulkVerbs({ selection, currency, clear }: CardBulkVerbsProps) {
  const count =
    "all" in selection ? "all cards of this list" : countText(selection.ids.length, false, "card");
  const sent = "all" in selection ? { query: selection.all } : { ids: selection.ids.join(",") };
  const shared = { action: startBulkJobAction, onDone: clear, fields: ["cards"] };
  return (
    <>
      <ConfirmDialog
        {...shared}
        opening={{ trigger: verbButton("Freeze", <Snowflake aria-hidden="true" />) }}
        hidden={{ ...sent, verb: "card.freeze" }}
        title={`Freeze ${count}?`}
        text="Purchases on each card decline once the issuer confirms it. You can unfreeze them any time."
        verb="Freeze"
        reasonHint="The holders see it. It is recorded in the history."
      />
      <ConfirmDialog
        {...shared}
        opening={{ trigger: verbButton("Unfreeze", <Sun aria-hidden="true" />) }}
        hidden={{ ...sent, verb: "card.unfreeze" }}
        title={`Unfreeze ${count}?`}
        text="Each card can be used again once the issuer confirms it."
        verb="Unfreeze"
      />
      <ConfirmDialog
        {...shared}
        fields={["cards", ...limitFieldNames]}
        opening={{ trigger: verbButton("Change limit", <Gauge aria-hidden="true" />) }}
        hidden={{ ...sent, verb: "card.change-limit" }}
        title={`Change the limit of ${count}?`}
        text="Each card gets this limit instead of its own. Purchases over it decline once the issuer confirms it."
        verb="Change limit"
      >
        {(failed) => <LimitFields currency={currency} failed={failed} />}
      </ConfirmDialog>
      <ConfirmDialog
        {...shared}
        fields={["cards", "confirmedCount"]}
        opening={{
          trigger: (
            <Button variant="danger" size="small">
              Close
            </Button>
          ),
        }}
        hidden={{ ...sent, verb: "card.close" }}
        tone="danger"
        title={`Close ${count}?`}
        text="Closing is permanent. Every purchase declines, and the cards can't be reopened."
        verb="Close cards"
        reasonHint="Recorded in the history."
      >
        {(failed) => (
          <TextField
            label="Number of cards"
            name="confirmedCount"
            hint="Enter how many cards you are closing."
            error={failed?.fields.confirmedCount}
            defaultValue={failed?.values.confirmedCount}
            inputMode="numeric"
            autoComplete="off"
          />
        )}
      </ConfirmDialog>
    </>
  );
}

const verbButton = (label: string, icon: ReactElement) => (
  <Button variant="outline" size="small">
    {icon}
    {label}
  </Button>
);
