"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/control/button";
import { isEmpty } from "./selection";
import type { RowSelection } from "./use-selection";

interface SelectionBarProps {
  rows: RowSelection;
  /** The number of all rows of the list, such as "612 cards". */
  all: string;
  hasMore: boolean;
  /** A number of rows in words, such as "5 cards". */
  counted: (count: number) => string;
  /** The actions for the selection. */
  children: ReactNode;
}

/** The bar at the lower edge of the list, with the selection and its actions. */
export function SelectionBar({ rows, all, hasMore, counted, children }: SelectionBarProps) {
  const { selection, isWholePage, finding, clear } = rows;
  const isShown = !isEmpty(selection);
  useEscape(isShown, clear);
  const { ids, isAll } = selection;
  const text = isAll
    ? `All ${counted(ids.length)} selected`
    : `${ids.length.toLocaleString("en-US")} selected`;
  return (
    <div className={isShown ? "selection-bar" : undefined}>
      {isShown ? (
        // Far from the verbs, one of which closes cards for good.
        <Button
          variant="quiet"
          size="small"
          onClick={clear}
          aria-label="Clear selection"
          aria-keyshortcuts="Escape"
        >
          <X aria-hidden="true" />
        </Button>
      ) : null}
      <p role="status" className={isShown ? "px-1 font-medium tabular-nums" : "sr-only"}>
        {isShown ? text : ""}
      </p>
      {isShown ? (
        <>
          {isWholePage && hasMore && !isAll ? (
            <Button
              variant="quiet"
              size="small"
              pending={finding === "busy"}
              onClick={rows.selectAll}
              className="text-accent"
            >
              Select all {all}
            </Button>
          ) : null}
          {typeof finding === "object" ? (
            <p role="alert" className="text-negative text-sm">
              {finding.problem}
            </p>
          ) : null}
          <span className="ms-auto flex flex-wrap items-center gap-2">{children}</span>
        </>
      ) : null}
    </div>
  );
}

function useEscape(isOn: boolean, clear: () => void) {
  const latest = useRef(clear);
  useEffect(() => {
    latest.current = clear;
  });
  useEffect(() => {
    if (!isOn) return;
    function onKey(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      // An open overlay or a text field handles Escape itself.
      if (
        event.key !== "Escape" ||
        event.defaultPrevented ||
        target?.closest("[role=dialog], [role=menu], [type=search]")
      )
        return;
      latest.current();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn]);
}
