"use client";

import { useSyncExternalStore } from "react";
import { serverNow } from "./server-clock";
import { exactTime, relativeTime } from "./time-text";
import { useChosenZone } from "./time-zone";

/** A relative time with the exact time in the reader's zone on hover. `exact` shows the exact
 *  time directly. */
export function Time({ iso, exact }: { iso: string; exact?: boolean }) {
  const minute = useSyncExternalStore(everyMinute, currentMinute, onServer);
  const chosen = useChosenZone();
  // The server does not know the zone of a browser.
  const zone = chosen ?? (minute === null ? "UTC" : undefined);
  const full = exactTime(iso, zone);
  return (
    <time
      dateTime={iso}
      title={full}
      className={exact ? "tabular-nums" : "whitespace-nowrap tabular-nums"}
      suppressHydrationWarning
    >
      {exact ? full : relativeTime(iso, serverNow(), zone)}
    </time>
  );
}

function everyMinute(changed: () => void): () => void {
  const timer = setInterval(changed, 60_000);
  return () => clearInterval(timer);
}

const currentMinute = (): number | null => Math.floor(serverNow() / 60_000);

const onServer = (): number | null => null;
