"use client";

import { createContext, type ReactNode, useContext } from "react";

const ChosenZone = createContext<string | null>(null);

/** Tells the times of a page in which zone the reader wants them. Null for that of the browser. */
export function TimeZoneProvider({ zone, children }: { zone: string | null; children: ReactNode }) {
  return <ChosenZone value={zone}>{children}</ChosenZone>;
}

/** The zone that the reader chose. Null for that of the browser. */
export const useChosenZone = (): string | null => useContext(ChosenZone);

/** Returns the zone in which the reader sees times. Call it in the browser only, unless one is
 *  chosen. */
export function useOwnZone(): () => string {
  const chosen = useChosenZone();
  return () => chosen ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
