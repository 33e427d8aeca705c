import { clsx } from "clsx";
import type { ReactNode } from "react";

/** What a state means to people; marks.css gives each its colours. */
export type StateTone = "active" | "pending" | "frozen" | "closed" | "negative" | "neutral";

/** A state in words with a dot in its colour: plain in tables, `boxed` beside a title. */
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

/** The dot of a state alone, for legends that have their words elsewhere. */
export function StateDot({ tone }: { tone: StateTone }) {
  return <span aria-hidden="true" className={`state-dot state-${tone}`} />;
}
