"use client";

import { cloneElement, lazy, Suspense, useState } from "react";
import type { DialogProps } from "./dialog-props";

const fetchPopup = () => import("./dialog-popup");
const DialogPopup = lazy(async () => ({ default: (await fetchPopup()).DialogPopup }));

/** Asks for confirmation. It stays open until the caller closes it, so that an error is shown
 *  where it happened. The popup's code loads when the pointer or the focus reaches the button,
 *  because most visits do not need it. */
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
