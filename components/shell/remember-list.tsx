"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { rememberList } from "@/components/ui/layout/last-seen";

/** Remembers how each list was last seen in this tab, so that the way back leads there. */
export function RememberList({ lists }: { lists: readonly string[] }) {
  const path = usePathname();
  const search = useSearchParams().toString();
  useEffect(() => {
    if (lists.includes(path)) rememberList(path, search);
  }, [lists, path, search]);
  return null;
}
