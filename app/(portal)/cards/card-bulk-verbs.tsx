"use client";

import { Gauge, Snowflake, Sun } from "lucide-react";
import type { ReactElement } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { AskDialog } from "../ask-dialog";
import { countText } from "../count-text";
import { startBulkJobAction } from "./jobs/actions";
import { LimitFields, limitFieldNames } from "./limit-fields";

interface CardBulkVerbsProps {
  /** The cards by their numbers, or all that the list shows under a query. */
  selection: { readonly ids: readonly string[] } | { readonly all: string };
  currency: string;
  /** Takes the selection back, once something was started for it. */
  clear: () => void;
}

/** What can be done to all selected cards at once, each verb after asking. */
export function CardBulkVerbs({ selection, currency, clear }: CardBulkVerbsProps) {
  const count =
    "all" in selection ? "all cards of this list" : countText(selection.ids.length, false, "card");
  const sent = "all" in selection ? { query: selection.all } : { ids: selection.ids.join(",") };
  const shared = { action: startBulkJobAction, onDone: clear, fields: ["cards"] };
  return (
    <>
      <AskDialog
        {...shared}
        opening={{ trigger: verbButton("Freeze", <Snowflake aria-hidden="true" />) }}
        sent={{ ...sent, verb: "card.freeze" }}
        title={`Freeze ${count}?`}
        text="They are frozen one after the other. Purchases decline as soon as the issuer has confirmed it, for each card by itself. You can unfreeze them any time."
        verb="Freeze"
        reasonHint="The holders see it, and it stays in the history."
      />
      <AskDialog
        {...shared}
        opening={{ trigger: verbButton("Unfreeze", <Sun aria-hidden="true" />) }}
        sent={{ ...sent, verb: "card.unfreeze" }}
        title={`Unfreeze ${count}?`}
        text="They are unfrozen one after the other. Each can be used again as soon as the issuer has confirmed it."
        verb="Unfreeze"
      />
      <AskDialog
        {...shared}
        fields={["cards", ...limitFieldNames]}
        opening={{ trigger: verbButton("Change limit", <Gauge aria-hidden="true" />) }}
        sent={{ ...sent, verb: "card.change-limit" }}
        title={`Change the limit of ${count}?`}
        text="Each of them gets this limit in place of its own. Purchases over it decline as soon as the issuer has confirmed it, for each card by itself."
        verb="Change limit"
      >
        {(failed) => <LimitFields currency={currency} failed={failed} />}
      </AskDialog>
      <AskDialog
        {...shared}
        fields={["cards", "confirmedCount"]}
        opening={{
          trigger: (
            <Button variant="danger" size="small">
              Close
            </Button>
          ),
        }}
        sent={{ ...sent, verb: "card.close" }}
        tone="danger"
        title={`Close ${count}?`}
        text="The issuer closes them for good: every purchase declines, and nobody can open them again."
        verb="Close cards"
        reasonHint="It stays in the history."
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
      </AskDialog>
    </>
  );
}

const verbButton = (label: string, icon: ReactElement) => (
  <Button variant="outline" size="small">
    {icon}
    {label}
  </Button>
);
