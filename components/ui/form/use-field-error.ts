"use client";

import { useEffect, useRef, useState } from "react";

/** The error of a field for as long as its value is the one that was refused. `edited` says that
 *  the value changed. The next answer to the form shows its error again: React resets the form
 *  then, or the form says "answered". */
export function useFieldError<Place extends HTMLElement = HTMLDivElement>(error: string | undefined) {
  const place = useRef<Place>(null);
  const [seenTo, setSeenTo] = useState<string>();
  if (error === undefined && seenTo !== undefined) setSeenTo(undefined);

  useEffect(() => {
    const form = place.current?.closest("form");
    const answered = () => setSeenTo(undefined);
    const events = ["reset", "answered"];
    for (const event of events) form?.addEventListener(event, answered);
    return () => {
      for (const event of events) form?.removeEventListener(event, answered);
    };
  }, []);

  return { place, error: seenTo === error ? undefined : error, edited: () => setSeenTo(error) };
}
