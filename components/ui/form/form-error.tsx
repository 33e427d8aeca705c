"use client";

import { useEffect, useRef } from "react";
import { Notice } from "@/components/ui/layout/notice";

/**
 * What went wrong with a form, at its top. Each new `attempt` (pass the action's result) takes the reader to the first bad field,
 * or to these words when no field is to blame.
 */
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words after another attempt are news too.
  useEffect(() => {
    if (!message) return;
    const firstBad = place.current?.closest("form")?.querySelector<HTMLElement>(badFields);
    (firstBad ?? place.current)?.focus();
  }, [message, attempt]);

  return (
    <div ref={place} tabIndex={-1} className="outline-none empty:hidden">
      {message ? (
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
