"use client";

import { Undo2 } from "lucide-react";
import { ConfirmDialog } from "@/app/(portal)/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { startBulkJobAction } from "../actions";
import { undoLabel } from "../job-text";

interface UndoJobButtonProps {
  jobId: number;
  verb: "card.freeze" | "card.unfreeze";
  count: number;
}

/** Starts a job that takes back what this one did. */
export function UndoJobButton({ jobId, verb, count }: UndoJobButtonProps) {
  const label = undoLabel(verb, count);
  return (
    <ConfirmDialog
      opening={{
        trigger: (
          <Button variant="outline">
            <Undo2 aria-hidden="true" />
            {label}
          </Button>
        ),
      }}
      action={startBulkJobAction}
      hidden={{ verb, jobId }}
      title={`${label}?`}
      text={
        verb === "card.unfreeze"
          ? "These are the cards that this job froze. They can be used again as soon as the issuer has confirmed it, each by itself. Those that somebody changed since stay as they are."
          : "These are the cards that this job unfroze. Purchases decline as soon as the issuer has confirmed it, for each card by itself. Those that somebody changed since stay as they are."
      }
      verb={label}
      fields={["cards"]}
      {...(verb === "card.freeze" && { reasonHint: "The holders see it, and it stays in the history." })}
    />
  );
}
