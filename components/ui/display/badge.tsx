import { clsx } from "clsx";
import type { ReactNode } from "react";

/** The meaning of a state. marks.css gives each its color. */
export type StateTone = "active" | "pending" | "frozen" | "closed" | "warning" | "negative" | "neutral";

/** A state as text with a colored dot: plain in tables, `boxed` next to a title. */
export function StateBadge({
  tone,
  boxed,
  children,
}: {
  tone: StateTone;
  boxed?: boolean;
  children: ReactNode;
}) {
  return <span className={clsx("state", `state-${tone}`, boxed && "state-boxed")}>{children}</span>;
}

/** Only the dot of a state, for legends with text of their own. */
export function StateDot({ tone }: { tone: StateTone }) {
  return <span aria-hidden="true" className={`state-dot state-${tone}`} />;
}
