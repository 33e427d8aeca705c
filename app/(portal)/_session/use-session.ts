"use client";

import { useEffect, useRef, useState } from "react";
import { askSession, type FoundSession } from "./ask-session";

/** What a page knows of its session. `endsAt` is by the clock of this browser. */
export type SessionState =
  | { readonly kind: "open" }
  | { readonly kind: "ending"; readonly endsAt: number; readonly isExtendable: boolean }
  | { readonly kind: "ended" }
  | { readonly kind: "somebody-else" };

const minute = 60_000;

/** Follows the session of this browser, which other tabs use too, and which only the portal knows
 *  the end of. `stay` uses it. */
export function useSession(
  userId: number,
  millisecondsLeft: number,
): readonly [state: SessionState, stay: () => void] {
  const [state, setState] = useState<SessionState>({ kind: "open" });
  const [stay, setStay] = useState<() => void>(() => () => {});
  const first = useRef(millisecondsLeft);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let nextAt = 0;
    let isGone = false;

    function askIn(milliseconds: number): void {
      clearTimeout(timer);
      nextAt = Date.now() + Math.max(0, milliseconds);
      timer = setTimeout(() => void ask("GET"), Math.max(0, milliseconds));
    }

    async function ask(method: "GET" | "POST"): Promise<void> {
      const found = await askSession(method);
      if (!isGone) follow(found);
    }

    function follow(found: FoundSession | "ended" | undefined): void {
      if (found === undefined) {
        askIn(minute / 12);
        return;
      }
      if (found === "ended") {
        clearTimeout(timer);
        nextAt = 0;
        setState({ kind: "ended" });
        return;
      }
      const { milliseconds, isExtendable } = found;
      if (found.userId !== userId) setState({ kind: "somebody-else" });
      else if (milliseconds > minute) setState({ kind: "open" });
      else setState({ kind: "ending", endsAt: Date.now() + milliseconds, isExtendable });
      const steps = [minute, minute / 2, minute / 6, 0];
      askIn(milliseconds - (steps.find((step) => step < milliseconds) ?? 0));
    }

    // A browser slows down the timers of a tab that nobody sees.
    const look = () => {
      if (document.visibilityState === "visible" && Date.now() >= nextAt) void ask("GET");
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    setStay(() => () => void ask("POST"));
    askIn(first.current - minute);
    return () => {
      isGone = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    };
  }, [userId]);

  return [state, stay];
}
