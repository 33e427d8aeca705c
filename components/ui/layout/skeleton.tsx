import { clsx } from "clsx";

/** A grey shape where something will stand. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={clsx("animate-pulse rounded-control bg-pressed", className)} />;
}
