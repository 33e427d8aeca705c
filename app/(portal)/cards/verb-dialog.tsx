"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogProps } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { FormAction, FormState } from "@/lib/server-action";
import { failureText } from "../failure-text";
import type { NamedCard } from "./card-name";

/** A card that a verb is asked for. */
export interface AskedCard extends NamedCard {
  readonly id: string | number;
  readonly holder: string;
  readonly version: number;
}

/** How a verb's dialog is opened: by its own button, or from elsewhere. */
export type Opening = { trigger: NonNullable<DialogProps["trigger"]> } | { open: boolean; onOpenChange: (open: boolean) => void };

type VerbDialogProps = Pick<DialogProps, "title" | "verb" | "tone"> & {
  card: AskedCard;
  action: FormAction;
  text: ReactNode;
  /** Hint below the reason; without one no reason is asked for. */
  reasonHint?: string;
  /** Asks for the last four digits. */
  asksLastFour?: boolean;
  opening: Opening;
};

/** Asks before something is done to a card, and stays with what was typed when that fails. */
export function VerbDialog({ card, action, reasonHint, asksLastFour, opening, ...rest }: VerbDialogProps) {
  const router = useRouter();
  const toast = useToast();
  const [ownOpen, setOwnOpen] = useState(false);
  const [dismissed, setDismissed] = useState<FormState>(null);
  const [state, send] = useActionState(async (before: FormState, form: FormData) => {
    const after = await action(before, form);
    if (after?.ok) {
      setOpen(false);
      toast({ title: after.message });
    }
    return after;
  }, null);
  const failed = state?.ok === false && state !== dismissed ? state : null;

  function setOpen(open: boolean) {
    if (!open) setDismissed(state);
    if ("open" in opening) opening.onOpenChange(open);
    else setOwnOpen(open);
  }

  function loadAgain() {
    setOpen(false);
    router.refresh();
  }

  return (
    <Dialog
      {...rest}
      action={send}
      error={failureText(failed, ["reason", "lastFour"])}
      attempt={state}
      open={"open" in opening ? opening.open : ownOpen}
      onOpenChange={setOpen}
      {...("trigger" in opening ? { trigger: opening.trigger } : {})}
      {...(asksLastFour
        ? {
            typed: {
              label: "Last four digits",
              name: "lastFour",
              error: failed?.fields.lastFour,
              defaultValue: failed?.values.lastFour,
              inputMode: "numeric" as const,
            },
          }
        : {})}
    >
      <input type="hidden" name="cardId" value={card.id} />
      <input type="hidden" name="version" value={card.version} />
      {failed?.code === "STALE" ? (
        <Button variant="outline" size="small" className="w-fit" onClick={loadAgain}>
          Load the card again
        </Button>
      ) : null}
      {reasonHint === undefined ? null : (
        <TextField
          label="Reason"
          name="reason"
          hint={reasonHint}
          error={failed?.fields.reason}
          defaultValue={failed?.values.reason}
          maxLength={200}
          autoComplete="off"
        />
      )}
    </Dialog>
  );
}
