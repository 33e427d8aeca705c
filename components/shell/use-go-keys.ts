"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isShortcut } from "@/components/ui/control/is-shortcut";
import type { PalettePage } from "./palette-entry";

const maxPauseMilliseconds = 1_500;

/** "g" and then a page's key opens that page. "?" opens the page about keyboard shortcuts. */
export function useGoKeys(pages: readonly PalettePage[], aboutKeys: string): void {
  const router = useRouter();
  useEffect(() => {
    let pressedG = Number.NEGATIVE_INFINITY;
    function onKey(event: KeyboardEvent) {
      if (!isShortcut(event) || event.repeat) return;
      const follows = event.timeStamp - pressedG < maxPauseMilliseconds;
      pressedG = event.key === "g" && !follows ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const href =
        event.key === "?"
          ? aboutKeys
          : follows
            ? pages.find(({ key }) => key === event.key)?.href
            : undefined;
      if (href === undefined) return;
      event.preventDefault();
      router.push(href as Route);
    }
    // Runs before the keys of a list, because a key after "g" is not for the list.
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [pages, aboutKeys, router]);
}
