"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Keeps the focus near when the button that had it is gone because its verb was done. */
export function VerbRow({ state, children }: { state: string; children: ReactNode }) {
  const row = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (document.activeElement === document.body) (row.current?.querySelector("button") ?? row.current)?.focus();
  }, [state]);
  return (
    <div ref={row} tabIndex={-1} className="flex flex-wrap items-center gap-2 outline-none">
      {children}
    </div>
  );
}
