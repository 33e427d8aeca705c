"use client";

import { useEffect, useRef } from "react";
import { Notice } from "@/components/ui/layout/notice";

/** The error of a form, at its top. Each new `attempt` (pass the action's result) moves the focus
 *  to the first invalid field, or to this text when no field is invalid. */
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: a repeated error is announced again.
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
