"use client";

import { Button } from "@/components/ui/control/button";

/** Loads the page as it is now, for who was told that somebody changed it meanwhile. */
export function LoadAgain() {
  return (
    <Button variant="outline" size="small" className="w-fit" onClick={() => window.location.reload()}>
      Reload
    </Button>
  );
}
