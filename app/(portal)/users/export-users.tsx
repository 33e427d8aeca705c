"use client";

import { Download } from "lucide-react";
import { useRef } from "react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { confirmIdentityAction } from "@/app/_forms/identity-actions";
import { Button } from "@/components/ui/control/button";
import { useOwnZone } from "@/components/ui/display/time-zone";

/** Downloads all people of the list, not only the page, after confirming who exports them. */
export function ExportUsers({ count, href }: { count: string; href: string }) {
  const file = useRef<HTMLFormElement>(null);
  const ownZone = useOwnZone();

  function download() {
    if (!file.current) return;
    const url = new URL(href, window.location.href);
    url.searchParams.set("zone", ownZone());
    file.current.action = url.href;
    file.current.submit();
  }

  return (
    <>
      <ConfirmDialog
        hidden={{}}
        action={confirmIdentityAction}
        title={`Export ${count}?`}
        text="You get a CSV file of the people in this list, with their email addresses. The export is recorded in the history."
        verb="Export"
        onDone={download}
        opening={{
          trigger: (
            <Button variant="outline">
              <Download aria-hidden="true" />
              Export
            </Button>
          ),
        }}
      />
      <form ref={file} method="post" action={href} className="hidden" />
    </>
  );
}
