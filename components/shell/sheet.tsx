"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { type NavigationEntry, NavigationLinks } from "./navigation-links";

interface SheetProps {
  top: ReactNode;
  person: ReactNode;
  entries: readonly NavigationEntry[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The navigation as a sheet from the left. It closes when the person follows a link. */
export function Sheet({ top, person, entries, open, onOpenChange }: SheetProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 start-0 z-50 flex w-72 max-w-[85vw] flex-col gap-4 bg-surface p-4 shadow-float outline-none transition-transform duration-180 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
          <div className="flex items-start justify-between gap-2">
            <Dialog.Title render={<div />} className="min-w-0">
              {top}
            </Dialog.Title>
            <Dialog.Close
              aria-label="Close navigation"
              className="-me-2 -mt-2 grid size-11 shrink-0 place-items-center rounded-control text-muted hover:bg-hover"
            >
              <X aria-hidden="true" className="size-5" />
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">
            <NavigationLinks entries={entries} onFollow={() => onOpenChange(false)} />
          </div>
          {person}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
