"use client";

import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/control/app-link";

/** A link of the navigation. Entries of a `group` are listed together, in the given order. */
export interface NavigationEntry {
  href: string;
  label: string;
  icon: ReactNode;
  group: string;
}

/** The links of the navigation. The current page is marked. */
export function NavigationLinks({
  entries,
  onFollow,
}: {
  entries: readonly NavigationEntry[];
  onFollow?: () => void;
}) {
  const pathname = usePathname();
  const current = entries.filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`)).at(-1);
  return (
    <nav aria-label="Main" className="grid gap-px">
      {entries.map((entry, index) => (
        <AppLink
          key={entry.href}
          href={entry.href}
          title={entry.label}
          aria-current={entry === current ? "page" : undefined}
          {...(onFollow ? { onClick: onFollow } : {})}
          className={clsx(
            "flex h-8 items-center gap-3 rounded-control px-2.5 font-medium transition-colors max-sm:h-11 max-sm:text-lg forced-colors:aria-[current=page]:outline narrow:justify-center narrow:px-0 [&_svg]:size-4 [&_svg]:shrink-0",
            index > 0 && entries[index - 1]?.group !== entry.group && "mt-3",
            entry === current
              ? "bg-pressed text-ink [&_svg]:text-accent"
              : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {entry.icon}
          <span className="truncate narrow:sr-only">{entry.label}</span>
        </AppLink>
      ))}
    </nav>
  );
}
