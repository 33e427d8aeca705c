"use client";

import { useToast } from "./toast";

/** Copies a text and says in a toast that it did, or what to do instead: browsers refuse on pages
 *  without https. */
export function useCopy(done: string, otherwise: string): (text: string) => Promise<void> {
  const toast = useToast();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ title: done });
    } catch {
      toast({ title: otherwise, tone: "warning" });
    }
  };
}
