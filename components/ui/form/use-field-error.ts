"use client";

import { useEffect, useRef, useState } from "react";

/** The error of a field for as long as its value is the one that was refused. `edited` says that
 *  the value changed. The next answer to the form, which resets it, shows its error again. */
export function useFieldError<Place extends HTMLElement = HTMLDivElement>(error: string | undefined) {
  const place = useRef<Place>(null);
  const [seenTo, setSeenTo] = useState<string>();
  if (error === undefined && seenTo !== undefined) setSeenTo(undefined);

  useEffect(() => {
    const form = place.current?.closest("form");
    const answered = () => setSeenTo(undefined);
    form?.addEventListener("reset", answered);
    return () => form?.removeEventListener("reset", answered);
  }, []);

  return { place, error: seenTo === error ? undefined : error, edited: () => setSeenTo(error) };
}
