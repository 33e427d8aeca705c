"use client";

import { Menu as MenuIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { later } from "@/components/ui/overlay/later";
import type { NavigationEntry } from "./navigation-links";

interface NavigationSheetProps {
  top: ReactNode;
  person: ReactNode;
  entries: readonly NavigationEntry[];
}

const Sheet = later(async () => (await import("./sheet")).Sheet);

/** The navigation on a phone, opened by a button. */
export function NavigationSheet(props: NavigationSheetProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  function show() {
    setWanted(true);
    setOpen(true);
  }

  return (
    <>
      <button
        type="button"
        aria-label="Open navigation"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={Sheet.prepare}
        onFocus={Sheet.prepare}
        onClick={show}
        className="-ms-2 grid size-11 place-items-center rounded-control hover:bg-hover"
      >
        <MenuIcon aria-hidden="true" className="size-5" />
      </button>
      {wanted ? <Sheet {...props} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}
