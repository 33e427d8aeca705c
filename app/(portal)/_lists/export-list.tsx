"use client";

import { Download } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/control/button";
import { useOwnZone } from "@/components/ui/display/time-zone";

const formId = "export-list";

/** Downloads all rows of the list, not only the page: "Export 12,431 cards". It belongs to
 *  `ExportForm`, because it stands within the form of the filters. */
export function ExportButton({ count }: { count: string }) {
  return (
    <Button type="submit" form={formId} variant="outline" size="small">
      <Download aria-hidden="true" />
      <span className="sm:max-[900px]:sr-only">
        Export<span className="sm:max-[1360px]:sr-only"> {count}</span>
      </span>
    </Button>
  );
}

/** What `ExportButton` sends: the address of the file, with the columns and the days that are shown.
 *  A form, because an export is recorded. */
export function ExportForm({ href }: { href: string }) {
  const ownZone = useOwnZone();
  // Days of a filter have a zone already.
  function addZone({ currentTarget }: FormEvent<HTMLFormElement>): void {
    const url = new URL(currentTarget.action);
    if (!url.searchParams.has("zone")) url.searchParams.set("zone", ownZone());
    currentTarget.action = url.href;
  }
  return <form id={formId} method="post" action={href} onSubmit={addZone} className="hidden" />;
}
