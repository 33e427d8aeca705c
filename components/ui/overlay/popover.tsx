"use client";

import { type ReactNode, useState } from "react";
import { later } from "./later";

interface PopoverProps {
  /** The content of the button. */
  button: ReactNode;
  className: string;
  /** The content of the popup while it is open. */
  children: (close: () => void) => ReactNode;
  /** The label for screen readers. */
  label: string;
  /** Room for two columns of fields. */
  wide?: boolean;
}

const PopoverPopup = later(async () => (await import("./popover-popup")).PopoverPopup);

/** A button with a popup below it. The popup's code loads when the pointer or the focus reaches
 *  the button, because most visits do not need it. */
export function Popover({ button, className, children, label, wide = false }: PopoverProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        className={className}
        onPointerEnter={PopoverPopup.prepare}
        onFocus={PopoverPopup.prepare}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget);
          setOpen(!open);
        }}
      >
        {button}
      </button>
      {anchor ? (
        <PopoverPopup anchor={anchor} open={open} onOpenChange={setOpen} label={label} wide={wide}>
          {children(() => setOpen(false))}
        </PopoverPopup>
      ) : null}
    </>
  );
}
