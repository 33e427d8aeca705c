"use client";

import { Undo2 } from "lucide-react";
import { Button } from "@/components/ui/control/button";
import { BulkVerbDialog } from "../bulk-verb-dialog";
import { undoLabel } from "../job-text";

interface UndoJobButtonProps {
  jobId: number;
  verb: "card.freeze" | "card.unfreeze";
  count: number;
}

/** Starts a job that undoes this one. */
export function UndoJobButton({ jobId, verb, count }: UndoJobButtonProps) {
  const label = undoLabel(verb, count);
  return (
    <BulkVerbDialog
      opening={{
        trigger: (
          <Button variant="outline">
            <Undo2 aria-hidden="true" />
            {label}
          </Button>
        ),
      }}
      bulkVerb={verb}
      cards={{ jobId }}
      title={(cards) => `${verb === "card.unfreeze" ? "Unfreeze" : "Freeze"} ${cards}?`}
      text={
        verb === "card.unfreeze"
          ? "Unfreezes the cards that this job froze. Each can be used again once the issuer confirms. Cards changed since then stay as they are."
          : "Freezes the cards that this job unfroze. Purchases on each decline once the issuer confirms. Cards changed since then stay as they are."
      }
      verb={label}
      {...(verb === "card.freeze" && { reasonHint: "The holders see it. It is recorded in the history." })}
    />
  );
}
