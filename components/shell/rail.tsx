"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { choose } from "./choose";

/** The column at the left, full or as icons. The person's choice is saved. Between phone and
 *  desktop it always shows icons. */
export function Rail({
  narrow: initially,
  top,
  person,
  children,
}: {
  narrow: boolean;
  top: ReactNode;
  person: ReactNode;
  children: ReactNode;
}) {
  const [narrow, setNarrow] = useState(initially);
  const Icon = narrow ? PanelLeftOpen : PanelLeftClose;

  function turn() {
    setNarrow(!narrow);
    choose("rail", narrow ? null : "narrow");
  }

  return (
    <aside
      data-rail={narrow ? "narrow" : "wide"}
      className="sticky top-0 flex h-dvh w-[14.5rem] shrink-0 flex-col gap-4 border-line border-e bg-sunken px-3 py-4 max-sm:static max-sm:h-auto max-sm:w-full max-sm:[@media(scripting:enabled)]:hidden narrow:w-14 narrow:px-2"
    >
      <div className="flex items-start justify-between gap-1 narrow:flex-col narrow:items-center">
        {top}
        <button
          type="button"
          onClick={turn}
          aria-expanded={!narrow}
          aria-label="Navigation with names"
          className="grid size-7 shrink-0 place-items-center rounded-control text-muted hover:bg-hover hover:text-ink max-lg:hidden"
        >
          <Icon aria-hidden="true" className="size-4" />
        </button>
      </div>
      <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 py-0.5">{children}</div>
      {person}
    </aside>
  );
}
