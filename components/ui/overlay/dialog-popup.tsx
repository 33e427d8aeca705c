"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { buttonLook } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { FormError } from "@/components/ui/form/form-error";
import type { DialogProps } from "./dialog-props";

type DialogPopupProps = Omit<DialogProps, "trigger" | "open" | "onOpenChange"> & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The popup of a dialog: centered, or on a phone at the bottom. */
export function DialogPopup({
  title,
  text,
  verb,
  action,
  tone,
  error,
  attempt,
  isReady = true,
  children,
  open,
  onOpenChange,
}: DialogPopupProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup className="fixed z-50 grid max-h-[calc(100dvh-2rem)] gap-5 overflow-y-auto border-line bg-raised p-6 shadow-float outline-none transition-[translate,scale,opacity] duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0 max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-surface max-sm:data-ending-style:translate-y-4 max-sm:data-starting-style:translate-y-4 sm:top-1/2 sm:left-1/2 sm:w-[28rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-surface sm:data-ending-style:scale-98 sm:data-starting-style:scale-98 forced-colors:border">
          <div className="grid gap-2">
            <Base.Title className="font-semibold text-lg tracking-tight">{title}</Base.Title>
            <Base.Description className="text-muted">{text}</Base.Description>
          </div>
          <form action={action} className="group/dialog grid gap-4">
            <FormError message={error} attempt={attempt} />
            {children}
            <div className="mt-1 flex justify-end gap-2 max-sm:flex-col-reverse">
              <Base.Close className={buttonLook({ variant: "outline" })}>Cancel</Base.Close>
              <SubmitButton variant={tone === "danger" ? "danger-solid" : "solid"} disabled={!isReady}>
                {verb}
              </SubmitButton>
            </div>
          </form>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
