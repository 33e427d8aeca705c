"use client";

import { Download } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/control/button";

interface ExportCardsProps {
  /** The address of the file, without the zone. */
  href: string;
  /** The number of cards, such as "12,431 cards". */
  count: string;
}

/** Downloads all cards of the list, not only the page, with the columns and the days that are
 *  shown: "Export 12,431 cards". A form, because an export is recorded. */
export function ExportCards({ href, count }: ExportCardsProps) {
  return (
    <form method="post" action={href} onSubmit={addZone}>
      <Button type="submit" variant="outline" size="small">
        <Download aria-hidden="true" />
        <span className="sm:max-[900px]:sr-only">
          Export<span className="sm:max-[1360px]:sr-only"> {count}</span>
        </span>
      </Button>
    </form>
  );
}

// Only the browser knows the zone whose days the page shows. Days of a filter have one already.
function addZone({ currentTarget }: FormEvent<HTMLFormElement>): void {
  const url = new URL(currentTarget.action);
  if (!url.searchParams.has("zone"))
    url.searchParams.set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  currentTarget.action = url.href;
}
