import { clsx } from "clsx";
import type { ReactNode } from "react";

interface UsedBarProps {
  used: number;
  limit: number;
  /** What the bar shows, in figures. */
  text: ReactNode;
  /** A limit that declines nothing now. */
  isDimmed?: boolean;
}

/** How much of a limit is used: two figures over a thin bar. From 80 % on it warns. */
export function UsedBar({ used, limit, text, isDimmed = false }: UsedBarProps) {
  const share = limit === 0 ? 1 : Math.min(1, used / limit);
  const percent = Math.round(share * 100);
  const isFull = used >= limit;
  const isNear = !isFull && share >= 0.8;
  return (
    <span className="grid gap-1.5 tabular-nums">
      <span className="flex items-baseline justify-between gap-4">
        <span className={clsx(isDimmed ? "text-muted" : "font-medium")}>{text}</span>
        <span
          className={clsx(
            "text-sm",
            isDimmed || (!isNear && !isFull) ? "text-muted" : isFull ? "text-negative" : "text-warning",
          )}
        >
          {percent}% used
        </span>
      </span>
      <span aria-hidden="true" className="block h-1 overflow-hidden rounded-full bg-ink/10">
        <span
          className={clsx(
            "block h-full rounded-full",
            isDimmed ? "bg-muted" : isFull ? "bg-negative" : isNear ? "bg-warning-mark" : "bg-accent",
          )}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
