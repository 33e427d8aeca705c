"use client";

import { cloneElement, useState } from "react";
import type { DialogProps } from "./dialog-props";
import { later } from "./later";

const DialogPopup = later(async () => (await import("./dialog-popup")).DialogPopup);

/** Asks for confirmation. It stays open until the caller closes it, so that an error is shown
 *  where it happened. */
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
            onPointerEnter: DialogPopup.prepare,
            onFocus: DialogPopup.prepare,
          })
        : null}
      {wasOpen ? <DialogPopup {...content} open={isOpen} onOpenChange={change} /> : null}
    </>
  );
}
