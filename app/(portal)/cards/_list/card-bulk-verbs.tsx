"use client";

import { Gauge, Snowflake, Sun } from "lucide-react";
import type { ReactElement } from "react";
import { BulkVerbDialog } from "@/app/(portal)/cards/jobs/bulk-verb-dialog";
import { LimitFields, limitFieldNames } from "@/app/(portal)/cards/limit-fields";
import { Button } from "@/components/ui/control/button";
import { TextField } from "@/components/ui/form/text-field";

interface CardBulkVerbsProps {
  /** Cards by id. */
  selection: { readonly ids: readonly string[] };
  currency: string;
  /** Clears the selection after a job was started for it. */
  clear: () => void;
}

/** The actions for all selected cards at once. Each asks for confirmation. */
export function CardBulkVerbs({ selection, currency, clear }: CardBulkVerbsProps) {
  const shared = { cards: { ids: selection.ids.map(Number) }, onDone: clear };
  return (
    <>
      <BulkVerbDialog
        {...shared}
        opening={{ trigger: verbButton("Freeze", <Snowflake aria-hidden="true" />) }}
        bulkVerb="card.freeze"
        title={(cards) => `Freeze ${cards}?`}
        text="Purchases on each card decline once the issuer confirms it. You can unfreeze them any time."
        verb="Freeze"
        reasonHint="The holders see it. It is recorded in the history."
      />
      <BulkVerbDialog
        {...shared}
        opening={{ trigger: verbButton("Unfreeze", <Sun aria-hidden="true" />) }}
        bulkVerb="card.unfreeze"
        title={(cards) => `Unfreeze ${cards}?`}
        text="Each card can be used again once the issuer confirms it."
        verb="Unfreeze"
      />
      <BulkVerbDialog
        {...shared}
        fields={limitFieldNames}
        opening={{ trigger: verbButton("Change limit", <Gauge aria-hidden="true" />) }}
        bulkVerb="card.change-limit"
        title={(cards) => `Change the limit of ${cards}?`}
        text="Each card gets this limit instead of its own. Purchases over it decline once the issuer confirms it."
        verb="Change limit"
      >
        {(failed) => <LimitFields currency={currency} failed={failed} />}
      </BulkVerbDialog>
      <BulkVerbDialog
        {...shared}
        fields={["confirmedCount"]}
        opening={{
          trigger: (
            <Button variant="danger" size="small">
              Close
            </Button>
          ),
        }}
        bulkVerb="card.close"
        tone="danger"
        title={(cards) => `Close ${cards}?`}
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
      </BulkVerbDialog>
    </>
  );
}

const verbButton = (label: string, icon: ReactElement) => (
  <Button variant="outline" size="small">
    {icon}
    {label}
  </Button>
);
