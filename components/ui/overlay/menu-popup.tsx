"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { FocusEvent, ReactNode } from "react";
import type { Anchored } from "./menu-entry";

/** The look of one line. */
export const entryLook =
  "flex min-h-8 w-full cursor-default select-none items-center gap-2.5 rounded-control px-2.5 py-1 outline-none data-highlighted:bg-pressed max-sm:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";

interface MenuPopupProps extends Anchored {
  side?: "top" | "bottom";
  align?: "start" | "end";
  children: ReactNode;
}

/** The popup of a menu. It returns the focus to its button, unless a line of it has opened a
 *  dialog. */
export function MenuPopup({
  anchor,
  open,
  onOpenChange,
  side = "bottom",
  align = "end",
  children,
}: MenuPopupProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={4}
          className="z-50 outline-none"
        >
          <Base.Popup
            finalFocus={() => !isInDialog(document.activeElement) && anchor}
            onFocus={focusFirst}
            className="min-w-44 max-w-[calc(100vw-2rem)] origin-(--transform-origin) rounded-surface bg-raised p-1 shadow-float outline-none transition-[scale,opacity] duration-120 ease-out data-ending-style:scale-98 data-starting-style:scale-98 data-ending-style:opacity-0 data-starting-style:opacity-0 forced-colors:border"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const isInDialog = (element: Element | null) => element?.closest("[role=dialog]") != null;

/** A menu opened by a key starts on its first line. A menu opened by a pointer starts on none. */
function focusFirst({ target, currentTarget }: FocusEvent<HTMLElement>): void {
  if (target === currentTarget && currentTarget.matches(":focus-visible")) {
    currentTarget.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }
}
