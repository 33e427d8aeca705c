"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { useToast } from "@/components/ui/overlay/toast";

const WantedVerb = createContext<string | null>(null);

/** Keeps the focus in the row when a button disappears because its action succeeded. An
 *  address with `?do=freeze` presses the button with `data-verb="freeze"`, which still asks
 *  for confirmation. When that action is not available, the row says so. Menus list their
 *  actions in `data-verbs`. */
export function VerbRow({ state, children }: { state: string; children: ReactNode }) {
  const row = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  const pathname = usePathname();
  const wanted = useSearchParams().get("do");
  const say = useToast();
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    // The focus went away with the button, or its dialog has already passed it to the page.
    const { activeElement, body } = document;
    if (activeElement === body || activeElement?.id === "content")
      (row.current?.querySelector("button") ?? row.current)?.focus();
  }, [state]);
  useEffect(() => {
    if (wanted === null) return;
    // Only once. Going back or reloading the page must not ask again.
    window.history.replaceState(null, "", pathname);
    const named = CSS.escape(wanted);
    const button = row.current?.querySelector<HTMLElement>(`[data-verb="${named}"]`);
    const menu = row.current?.querySelector<HTMLElement>(`[data-verbs~="${named}"]`);
    (button ?? menu ?? row.current)?.focus();
    button?.click();
    if (!button && !menu) say({ title: "That's not possible for this card right now.", tone: "negative" });
  }, [wanted, pathname, say]);
  return (
    <div ref={row} tabIndex={-1} className="flex flex-wrap items-center gap-2 outline-none">
      <WantedVerb value={wanted}>{children}</WantedVerb>
    </div>
  );
}

/** Opens a menu's action when the address asks for it. */
export function useWantedVerb<Verb extends string>(verbs: readonly Verb[], ask: (verb: Verb) => void): void {
  const wanted = useContext(WantedVerb);
  const offered = verbs.find((verb) => verb === wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each request.
  useEffect(() => {
    if (offered !== undefined) ask(offered);
  }, [offered]);
}
