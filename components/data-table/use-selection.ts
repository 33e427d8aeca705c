"use client";

import { useRef, useState } from "react";
import { isSelected, nothing, range, type Selection, withRows } from "./selection";

/** A selection for the checkboxes of a table, which show and change it. */
export interface RowSelection {
  readonly selection: Selection;
  readonly page: readonly string[];
  readonly isWholePage: boolean;
  isSelected(id: string): boolean;
  /** With `toHere`, toggles all rows from the last toggled row to this one. */
  toggle(id: string, toHere: boolean): void;
  togglePage(): void;
  selectAll(): void;
  clear(): void;
}

/** The selection of a list. It stays while the person pages, and is cleared when the filters
 *  change: `narrowing` is the search part of the list's address without sort and position. */
export function useSelection(page: readonly string[], narrowing: string): RowSelection {
  const [kept, setKept] = useState({ narrowing, selection: nothing });
  const last = useRef<string | null>(null);
  const selection = kept.narrowing === narrowing ? kept.selection : nothing;
  const set = (next: Selection) => setKept({ narrowing, selection: next });
  const isWholePage = page.length > 0 && page.every((id) => isSelected(selection, id));
  return {
    selection,
    page,
    isWholePage,
    isSelected: (id) => isSelected(selection, id),
    toggle(id, toHere) {
      const isOn = !isSelected(selection, id);
      set(withRows(selection, toHere ? range(page, last.current, id) : [id], isOn, page));
      last.current = id;
    },
    togglePage: () =>
      set(isWholePage && "all" in selection ? nothing : withRows(selection, page, !isWholePage, page)),
    selectAll: () => set({ all: narrowing }),
    clear: () => set(nothing),
  };
}
