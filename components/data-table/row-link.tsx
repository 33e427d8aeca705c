"use client";

import type { ReactNode } from "react";
import { useListLink } from "./list";

/** The name of a row, which links to its page. It is a plain link, because the router's own link
 *  takes longer to render than the rest of the row. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  const follow = useListLink({ scroll: true });
  return (
    <a href={href} onClick={follow} className="table-row-link">
      {children}
    </a>
  );
}
