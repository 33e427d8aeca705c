"use client";

import type { RowSelection } from "./use-selection";

/** The checkbox of a row. With the shift key, it toggles all rows since the last one. */
export function RowCheck({ id, name, rows }: { id: string; name: string; rows: RowSelection }) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${name}`}
      checked={rows.isSelected(id)}
      onChange={({ nativeEvent }) =>
        rows.toggle(id, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true)
      }
      className="table-check"
    />
  );
}

/** The checkbox for all rows of the page. */
export function PageCheck({ rows }: { rows: RowSelection }) {
  const isSome = !rows.isWholePage && rows.page.some((id) => rows.isSelected(id));
  return (
    <input
      ref={(box) => {
        if (box) box.indeterminate = isSome;
      }}
      type="checkbox"
      aria-label="Select all rows of this page"
      checked={rows.isWholePage}
      onChange={rows.togglePage}
      className="table-check"
    />
  );
}
