"use client";

import { useRef, useState } from "react";
import { isSelected, nothing, range, type Selection, withRows } from "./selection";

/** Finds the ids of all rows that a list shows for a query, over all pages. Throws an error whose
 *  message a person can read. */
export type FindAll = (narrowing: string) => Promise<readonly string[]>;

/** A selection for the checkboxes of a table, which show and change it. */
export interface RowSelection {
  readonly selection: Selection;
  readonly page: readonly string[];
  readonly isWholePage: boolean;
  isSelected(id: string): boolean;
  /** With `toHere`, toggles all rows from the last toggled row to this one. */
  toggle(id: string, toHere: boolean): void;
  togglePage(): void;
  /** Selects all rows that the list has now. */
  selectAll(): void;
  /** Whether those are being found, or why they cannot be. */
  readonly finding: "idle" | "busy" | { readonly problem: string };
  clear(): void;
}

/** The selection of a list. It stays while the person pages, and is cleared when the filters
 *  change: `narrowing` is the search part of the list's address without sort and position. */
export function useSelection(page: readonly string[], narrowing: string, findAll: FindAll): RowSelection {
  const [kept, setKept] = useState({ narrowing, selection: nothing });
  const [finding, setFinding] = useState<RowSelection["finding"]>("idle");
  const last = useRef<string | null>(null);
  const selection = kept.narrowing === narrowing ? kept.selection : nothing;
  const set = (next: Selection) => {
    setFinding("idle");
    setKept({ narrowing, selection: next });
  };
  const isWholePage = page.length > 0 && page.every((id) => isSelected(selection, id));
  return {
    selection,
    page,
    isWholePage,
    isSelected: (id) => isSelected(selection, id),
    toggle(id, toHere) {
      const isOn = !isSelected(selection, id);
      set(withRows(selection, toHere ? range(page, last.current, id) : [id], isOn));
      last.current = id;
    },
    togglePage: () => set(isWholePage && selection.isAll ? nothing : withRows(selection, page, !isWholePage)),
    async selectAll() {
      setFinding("busy");
      try {
        set({ ids: await findAll(narrowing), isAll: true });
      } catch (error) {
        setFinding({ problem: error instanceof Error ? error.message : String(error) });
      }
    },
    finding,
    clear: () => set(nothing),
  };
}
