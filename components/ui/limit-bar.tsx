import { clsx } from "clsx";

interface LimitBarProps {
  label: string;
  /** How much is gone, from 0 to 1; more than 1 shows a full bar. */
  fraction: number;
  used: string;
  left: string;
  resets?: string;
}

/** A limit as a thin bar: used at the left, left at the right, and when it starts anew. */
export function LimitBar({ label, fraction, used, left, resets }: LimitBarProps) {
  const percent = Math.min(100, Math.max(0, Math.round(fraction * 100)));
  return (
    <div className="grid gap-1.5 tabular-nums">
      <div className="flex justify-between gap-4">
        <span>{label}</span>
        <span className="text-muted">{left}</span>
      </div>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-pressed forced-colors:border">
        <div
          className={clsx(
            "h-full rounded-full forced-color-adjust-none",
            percent >= 100 ? "bg-negative" : percent >= 80 ? "bg-warning-mark" : "bg-accent",
          )}
          style={{ width: `${percent}%` }}
        />
      </div>
      <div className="flex justify-between gap-4 text-muted text-sm">
        <span>{used}</span>
        {resets ? <span>{resets}</span> : null}
      </div>
    </div>
  );
}
