"use client";

import type { ReactNode } from "react";
import { useListLink } from "./list";

/** The name of a row, which leads to its page. A plain link: the router's own takes longer to render than the rest of its row. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  const follow = useListLink({ scroll: true });
  return (
    <a href={href} onClick={follow} className="table-row-link">
      {children}
    </a>
  );
}
