"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { TextField } from "@/components/ui/form/text-field";
import { Dialog } from "@/components/ui/overlay/dialog";
import type { DialogProps } from "@/components/ui/overlay/dialog-props";
import { maxReasonLength } from "@/lib/fields/max-length";
import type { FormAction } from "@/lib/http/server-action";
import { attemptOf, failureText } from "./failure-text";
import { IdentityFields } from "./identity-fields";
import { ReloadButton } from "./reload-button";
import type { Answer } from "./use-answer";
import { useVerb } from "./use-verb";

/** Opens the dialog from its own button, or from elsewhere, such as a menu. */
export type Opening =
  | { trigger: NonNullable<DialogProps["trigger"]> }
  | { open: boolean; onOpenChange: (open: boolean) => void };

type ConfirmDialogProps = Pick<DialogProps, "title" | "verb" | "tone"> & {
  text: ReactNode;
  action: FormAction;
  /** Fields that are posted with the form, such as the row and the version of it that was seen. */
  hidden: Readonly<Record<string, string | number>>;
  opening: Opening;
  /** Called each time the dialog opens. */
  onOpen?: (() => void) | undefined;
  /** Whether it can be confirmed already. By default, it can. */
  isReady?: boolean | undefined;
  /** Called after the action succeeded. */
  onDone?: (() => void) | undefined;
  /** Hint below the reason. Without a hint, the dialog has no reason field. */
  reasonHint?: string;
  /** Further fields, built from the errors of the last attempt, and the
   *  field names of those errors. */
  children?: (failed: Failed | null) => ReactNode;
  fields?: readonly string[];
};

export type Failed = Extract<Answer, { ok: false }>;

/** Asks for confirmation. When the action fails, the dialog stays open and keeps what was typed. */
export function ConfirmDialog({
  action,
  hidden,
  opening,
  onOpen,
  onDone,
  reasonHint,
  children,
  fields = [],
  ...rest
}: ConfirmDialogProps) {
  const router = useRouter();
  const [ownOpen, setOwnOpen] = useState(false);
  const [dismissed, setDismissed] = useState<Answer>(null);
  const [state, send] = useVerb(action, rest.title, () => {
    setOpen(false);
    onDone?.();
  });
  const failed = state?.ok === false && state !== dismissed ? state : null;

  function setOpen(open: boolean) {
    if ("open" in opening) opening.onOpenChange(open);
    else setOwnOpen(open);
  }

  function turn(next: boolean) {
    if (next) onOpen?.();
    else setDismissed(state);
    setOpen(next);
  }

  function loadAgain() {
    turn(false);
    router.refresh();
  }

  return (
    <Dialog
      {...rest}
      {...("trigger" in opening ? opening : {})}
      action={send}
      error={failureText(failed, ["reason", "identity", ...fields])}
      attempt={attemptOf(state)}
      open={"open" in opening ? opening.open : ownOpen}
      onOpenChange={turn}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ReloadButton answer={failed} onReload={loadAgain} />
      {children?.(failed)}
      <IdentityFields answer={failed} />
      {reasonHint === undefined ? null : (
        <TextField
          label="Reason"
          name="reason"
          hint={reasonHint}
          error={failed?.fields.reason}
          defaultValue={failed?.values.reason}
          maxLength={maxReasonLength}
          autoComplete="off"
        />
      )}
    </Dialog>
  );
}
