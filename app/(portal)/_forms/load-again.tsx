"use client";

import { Button } from "@/components/ui/control/button";

/** Reloads the page after somebody else changed what it shows. */
export function LoadAgain() {
  return (
    <Button variant="outline" size="small" className="w-fit" onClick={() => window.location.reload()}>
      Reload
    </Button>
  );
}
