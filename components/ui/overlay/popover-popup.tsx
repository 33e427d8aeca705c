"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Anchored } from "./menu-entry";

/** The popup of a popover. It returns the focus to its button. */
export function PopoverPopup({
  anchor,
  open,
  onOpenChange,
  label,
  wide,
  children,
}: Anchored & { label: string; wide: boolean; children: ReactNode }) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            aria-label={label}
            finalFocus={() => anchor}
            className={clsx(
              wide ? "w-144" : "w-80",
              "max-h-(--available-height) max-w-[calc(100vw-1rem)] origin-(--transform-origin) overflow-y-auto rounded-surface bg-raised p-4 shadow-float outline-none transition-[scale,opacity] duration-120 ease-out data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0 forced-colors:border",
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
