"use client";

import { useEffect, useState } from "react";
import type { Arrival } from "@/lib/sandbox/arrivals";

const everyMilliseconds = 1_000;
const maxWithoutPerson = 120;

/** What arrived, asked for each second while the page is seen and somebody used it within the last
 *  two minutes. `isLive` is false when no answer comes. */
export function useArrivals(first: readonly Arrival[]) {
  const [rows, setRows] = useState(first);
  const [isLive, setLive] = useState(true);
  useEffect(() => setRows(first), [first]);

  useEffect(() => {
    let left = maxWithoutPerson;
    let isAsking = false;
    const isThere = () => {
      left = maxWithoutPerson;
    };

    async function ask(): Promise<void> {
      if (isAsking || document.visibilityState !== "visible" || left-- <= 0) return;
      isAsking = true;
      const found = await fetchArrivals();
      isAsking = false;
      setLive(found !== undefined);
      if (found) setRows((before) => (isSame(before, found) ? before : found));
    }

    const events = ["pointerdown", "keydown", "focus"] as const;
    for (const event of events) window.addEventListener(event, isThere);
    const timer = setInterval(() => void ask(), everyMilliseconds);
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, isThere);
    };
  }, []);

  return { rows, isLive };
}

async function fetchArrivals(): Promise<readonly Arrival[] | undefined> {
  try {
    const answer = await fetch("/sandbox/arrivals");
    return answer.ok ? ((await answer.json()) as { rows: readonly Arrival[] }).rows : undefined;
  } catch {
    return undefined;
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
