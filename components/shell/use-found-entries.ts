"use client";

import { useEffect, useState } from "react";
import type { PaletteGroup } from "./palette-entry";

const pauseAfterTyping = 120;

interface Found {
  readonly text: string;
  /** Null when the server did not answer. */
  readonly groups: readonly PaletteGroup[] | null;
}

/** Searches on the server once typing pauses. A newer text cancels the request. The last result
 *  stays until the next one. */
export function useFoundEntries(findAt: string, text: string) {
  const [found, setFound] = useState<Found>({ text: "", groups: [] });
  useEffect(() => {
    if (text === "") return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const groups = await find(findAt, text, asking.signal).catch(() => null);
      if (!asking.signal.aborted) setFound({ text, groups });
    }, pauseAfterTyping);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [findAt, text]);
  const isSearching = text !== "" && found.text !== text;
  return {
    groups: text === "" ? [] : (found.groups ?? []),
    isSearching,
    failed: text !== "" && !isSearching && found.groups === null,
  };
}

async function find(findAt: string, text: string, signal: AbortSignal): Promise<readonly PaletteGroup[]> {
  const answer = await fetch(`${findAt}?${new URLSearchParams({ query: text })}`, { signal });
  if (!answer.ok) throw new Error(`The search answered ${answer.status}.`);
  return ((await answer.json()) as { groups: readonly PaletteGroup[] }).groups;
}
