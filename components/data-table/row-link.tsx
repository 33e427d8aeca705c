import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";

/** The name of a row, which leads to its page. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <AppLink href={href} className="table-row-link">
      {children}
    </AppLink>
  );
}
