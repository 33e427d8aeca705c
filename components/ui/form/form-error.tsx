"use client";

import { useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/layout/notice";

/** The error of a form, at its top. Each new `attempt` (pass the action's result) moves the focus
 *  to the first invalid field, or to this text when no field is invalid. It leaves together with
 *  the last error of a field. */
export function FormError({
  message,
  attempt,
  reference,
}: {
  message: string | undefined;
  attempt?: unknown;
  reference?: string | undefined;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a repeated error is announced again.
  useEffect(() => {
    setOver(false);
    if (!message) return;
    const form = place.current?.closest("form");
    const firstBad = () => form?.querySelector<HTMLElement>(badFields) ?? null;
    let wasMarked = false;
    // The fields show and drop their errors before the next frame.
    const shown = requestAnimationFrame(() => {
      wasMarked = firstBad() !== null;
      (firstBad() ?? place.current)?.focus();
    });
    const look = () => requestAnimationFrame(() => setOver(wasMarked && firstBad() === null));
    const edits = ["input", "change"] as const;
    for (const edit of edits) form?.addEventListener(edit, look);
    return () => {
      cancelAnimationFrame(shown);
      for (const edit of edits) form?.removeEventListener(edit, look);
    };
  }, [message, attempt]);

  return (
    <div ref={place} tabIndex={-1} className="outline-none empty:hidden">
      {message && !isOver ? (
        <Notice tone="negative">
          <p>{message}</p>
          {reference ? <p className="text-muted text-sm">Reference for support: {reference}</p> : null}
        </Notice>
      ) : null}
    </div>
  );
}

const badFields =
  ":is(input, select, textarea)[aria-invalid=true]:not([type=hidden]), [role=radiogroup][aria-invalid=true] input";
