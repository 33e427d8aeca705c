"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { useToast } from "@/components/ui/overlay/toast";

const WantedVerb = createContext<string | null>(null);

/** Keeps the focus near when the button that had it is gone because its verb was done. An address with `?do=freeze` presses the button with
 *  `data-verb="freeze"`, which asks before it does anything; of a verb that is not offered it is said so. Menus say theirs in `data-verbs`. */
export function VerbRow({ state, children }: { state: string; children: ReactNode }) {
  const row = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  const pathname = usePathname();
  const wanted = useSearchParams().get("do");
  const say = useToast();
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    // The button took the focus with it, or its dialog has handed it to the page meanwhile.
    const { activeElement, body } = document;
    if (activeElement === body || activeElement?.id === "content")
      (row.current?.querySelector("button") ?? row.current)?.focus();
  }, [state]);
  useEffect(() => {
    if (wanted === null) return;
    // Once only: going back, or loading the page again, does not ask anew.
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

/** Asks for the verb of a menu that the address wants. */
export function useWantedVerb<Verb extends string>(verbs: readonly Verb[], ask: (verb: Verb) => void): void {
  const wanted = useContext(WantedVerb);
  const offered = verbs.find((verb) => verb === wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time it is wanted.
  useEffect(() => {
    if (offered !== undefined) ask(offered);
  }, [offered]);
}
