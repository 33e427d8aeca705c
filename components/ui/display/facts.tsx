import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Fact {
  term: string;
  value: ReactNode;
  /** For values that need more than half the width. */
  wide?: boolean;
}

/** Names and values, in two columns where the place they stand in has room. */
export function Facts({ items, columns = 2 }: { items: readonly Fact[]; columns?: 1 | 2 }) {
  return (
    <div className="@container">
      <dl className={clsx("grid gap-x-8", columns === 2 && "@[44rem]:grid-cols-2")}>
        {items.map(({ term, value, wide }) => (
          <div
            key={term}
            className={clsx(
              "grid min-h-11 grid-cols-[minmax(0,8.5rem)_minmax(0,1fr)] items-center gap-x-4 border-line border-b py-2",
              wide && "@[44rem]:col-span-2",
            )}
          >
            <dt className="text-muted">{term}</dt>
            <dd className="min-w-0 tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
