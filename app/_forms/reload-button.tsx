"use client";

import { Button } from "@/components/ui/control/button";
import { keepTyped } from "./keep-typed";
import type { Answer } from "./use-answer";
import { reload } from "./use-unsaved";

/** Reloads a page that is older than what it shows: after somebody else's change, or after an
 *  update of the portal. Then what was typed is there again. */
export function ReloadButton({ answer, onReload }: { answer: Answer; onReload?: () => void }) {
  if (answer?.ok !== false || (answer.code !== "STALE" && answer.code !== "OLD_PAGE")) return null;
  function press() {
    if (answer?.ok === false && answer.code === "OLD_PAGE") keepTyped(answer.place, answer.values);
    else if (onReload) return onReload();
    reload();
  }
  return (
    <Button variant="outline" size="small" className="w-fit" onClick={press}>
      {answer.code === "STALE" ? "Reload" : "Reload to go on"}
    </Button>
  );
}
