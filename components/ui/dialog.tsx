"use client";

import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";

export interface DialogProps {
  title: string;
  /** One sentence on what will happen, with the names in it. */
  text: ReactNode;
  /** The verb, the same as on the button that opened it. */
  verb: string;
  action: (form: FormData) => void | Promise<void>;
  tone?: "danger" | undefined;
  /** What went wrong with the last attempt; pass the action's result as `attempt` so that the same words twice are news. */
  error?: string | undefined;
  attempt?: unknown;
  /** Further fields. */
  children?: ReactNode;
  /** The button that opens it; leave it out and steer with `open`, for instance from a menu. */
  trigger?: ReactElement<TriggerProps>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

interface TriggerProps {
  "aria-haspopup"?: "dialog";
  "aria-expanded"?: boolean;
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
}

const fetchPopup = () => import("./dialog-popup");
const DialogPopup = lazy(async () => ({ default: (await fetchPopup()).DialogPopup }));

/**
 * Asks before something happens. It stays open until the caller closes it, so that an error can be read where it was made.
 * The popup is code that most visits do without; it is fetched when somebody comes near its button.
 */
export function Dialog({ trigger, open, onOpenChange, ...content }: DialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  if (isOpen && !wasOpen) setWasOpen(true);

  function change(next: boolean) {
    setOwnOpen(next);
    onOpenChange?.(next);
  }

  return (
    <>
      {trigger
        ? cloneElement(trigger, {
            "aria-haspopup": "dialog",
            "aria-expanded": isOpen,
            onClick: () => change(true),
            onPointerEnter: prepare,
            onFocus: prepare,
          })
        : null}
      {wasOpen ? (
        <Suspense>
          <DialogPopup {...content} open={isOpen} onOpenChange={change} />
        </Suspense>
      ) : null}
    </>
  );
}

function prepare(): void {
  fetchPopup().catch(() => {});
}
