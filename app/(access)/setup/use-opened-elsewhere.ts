"use client";

import { useSyncExternalStore } from "react";

/** What to say when this page was opened at another address than the portal's, where no form would
 *  be accepted. Undefined at the right one, and where none is set. Only the browser knows: the
 *  server sees the address that is set. */
export function useOpenedElsewhere(portalUrl: string | undefined): string | undefined {
  const opened = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => portalUrl,
  );
  if (portalUrl === undefined || opened === portalUrl) return undefined;
  return `You opened this page at ${opened}, but the address of the portal is ${portalUrl}. Open the page there, or correct PORTAL_URL and restart the portal.`;
}
