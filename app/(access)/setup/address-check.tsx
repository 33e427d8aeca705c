"use client";

import { useSyncExternalStore } from "react";
import { Notice } from "@/components/ui/layout/notice";

/** Warns when this page was opened at another address than links in emails lead to. Only the browser
 *  knows: a proxy may change what the server sees. */
export function AddressCheck({ expected }: { expected: string }) {
  const opened = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => expected,
  );
  if (opened === expected) return null;
  return (
    <Notice tone="warning" title="The address differs">
      <p>
        You opened this page at {opened}. If people can't reach the portal at {expected}, correct PORTAL_URL
        and restart it.
      </p>
    </Notice>
  );
}
