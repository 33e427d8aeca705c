"use client";

import { clsx } from "clsx";
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react";
import { useListLink } from "./list";

interface PagerProps {
  /** Text such as "1–25 of 10,000+ cards". */
  summary: string;
  first?: string | null;
  previous?: string | null;
  next?: string | null;
  last?: string | null;
}

const steps = [
  { key: "first", label: "First", Icon: ChevronFirst },
  { key: "previous", label: "Previous", Icon: ChevronLeft },
  { key: "next", label: "Next", Icon: ChevronRight },
  { key: "last", label: "Last", Icon: ChevronLast },
] as const;

/** The position in a list as text, and links to other pages where there are any. A null link is
 *  grayed out, and an undefined one is not shown. */
export function Pager({ summary, ...hrefs }: PagerProps) {
  const follow = useListLink({ scroll: true });
  const shown = Object.values(hrefs).some((href) => href) ? steps : [];
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p role="status" className="text-muted text-sm tabular-nums">
        {summary}
      </p>
      <div className="-mx-2 flex">
        {shown.map(({ key, label, Icon }) => {
          const href = hrefs[key];
          if (href === undefined) return null;
          const back = key === "first" || key === "previous";
          return (
            // Always the same element, with or without an address, so that it keeps the focus on
            // the last page.
            <a
              key={key}
              role="link"
              {...(href ? { href, onClick: follow } : { "aria-disabled": true, tabIndex: -1 })}
              className={clsx(
                "inline-flex h-8 items-center gap-1 rounded-control px-2 font-medium text-sm max-sm:h-11",
                href ? "hover:bg-hover" : "cursor-default text-muted opacity-50",
                !back && "flex-row-reverse",
              )}
            >
              <Icon aria-hidden="true" className="size-4" />
              {label}
            </a>
          );
        })}
      </div>
    </nav>
  );
}
