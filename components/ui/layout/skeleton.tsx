import { clsx } from "clsx";

/** A gray placeholder for content that is loading. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={clsx("animate-pulse rounded-control bg-pressed", className)} />;
}
