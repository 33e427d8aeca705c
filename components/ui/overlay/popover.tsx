"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";

interface PopoverProps {
  /** What stands on the button. */
  button: ReactNode;
  className: string;
  /** What floats below the button, for as long as it is open. */
  children: (close: () => void) => ReactNode;
  /** What it is, for those who do not see the button. */
  label: string;
}

const fetchPopup = () => import("./popover-popup");
const PopoverPopup = lazy(async () => ({ default: (await fetchPopup()).PopoverPopup }));

/** A button with something that floats below it; the floating part is code that most visits do without, fetched when somebody comes near. */
export function Popover({ button, className, children, label }: PopoverProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        className={className}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget);
          setOpen(!open);
        }}
      >
        {button}
      </button>
      {anchor ? (
        <Suspense>
          <PopoverPopup anchor={anchor} open={open} onOpenChange={setOpen} label={label}>
            {children(() => setOpen(false))}
          </PopoverPopup>
        </Suspense>
      ) : null}
    </>
  );
}

function prepare(): void {
  fetchPopup().catch(() => {});
}
