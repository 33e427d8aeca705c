"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useTransition,
} from "react";
import { isShortcut } from "@/components/ui/control/is-shortcut";

interface ListState {
  pending: boolean;
  go: (href: string, how?: { replace?: boolean; scroll?: boolean }) => void;
}

const ListContext = createContext<ListState>({ pending: false, go: (href) => window.location.assign(href) });

/** Connects the toolbar, table and pager inside it: they navigate together, the old rows stay
 *  dimmed until the new ones arrive, and the keys work: `/` search, `j` and `k` rows, `x`
 *  selects, Enter opens. */
export function List({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const place = useRef<HTMLDivElement>(null);
  useListKeys(place);

  const go: ListState["go"] = (href, { replace = false, scroll = false } = {}) => {
    startTransition(() => router[replace ? "replace" : "push"](href as Route, { scroll }));
  };

  return (
    <ListContext value={{ pending, go }}>
      <div ref={place} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {children}
      </div>
    </ListContext>
  );
}

/** Whether new rows are loading, and a function that loads others. */
export function useList(): ListState {
  return useContext(ListContext);
}

/** Handles plain clicks on links inside the list. The browser handles all other clicks. */
export function useListLink(how?: { scroll: boolean }): (event: MouseEvent<HTMLAnchorElement>) => void {
  const { go } = useList();
  return (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(event.currentTarget.href, how);
  };
}

function useListKeys(place: { current: HTMLDivElement | null }) {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!place.current || !isShortcut(event)) return;
      if (event.key === "/") focusSearch(place.current, event);
      if (event.key === "j" || event.key === "k") focusRow(place.current, event.key === "j" ? 1 : -1);
      if (event.key === "x")
        document.activeElement?.closest("[data-row]")?.querySelector<HTMLElement>("[type=checkbox]")?.click();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [place]);
}

function focusSearch(place: HTMLElement, event: KeyboardEvent) {
  const search = place.querySelector<HTMLInputElement>("input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}

function focusRow(place: HTMLElement, step: 1 | -1) {
  const rows = [...place.querySelectorAll<HTMLElement>("[data-row]")];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here === -1 ? rows[0] : rows[here + step];
  next?.querySelector<HTMLElement>("a, button")?.focus();
}
