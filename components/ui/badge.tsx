import { clsx } from "clsx";
import type { ReactNode } from "react";

const tones = {
  active: { dot: "border-positive-mark bg-positive-mark", text: "text-positive", box: "bg-positive-soft" },
  pending: { dot: "border-pending-mark", text: "text-pending", box: "bg-pending-soft" },
  frozen: { dot: "border-warning-mark bg-warning-mark", text: "text-warning", box: "bg-warning-soft" },
  closed: { dot: "border-muted", text: "text-muted", box: "bg-pressed" },
  negative: { dot: "border-negative bg-negative", text: "text-negative", box: "bg-negative-soft" },
  neutral: { dot: "border-muted bg-muted", text: "text-ink", box: "bg-pressed" },
} as const;

export type StateTone = keyof typeof tones;

/** A state in words with a dot in its colour: plain in tables, `boxed` beside a title. */
export function StateBadge({ tone, boxed, children }: { tone: StateTone; boxed?: boolean; children: ReactNode }) {
  const { dot, text, box } = tones[tone];
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-2 whitespace-nowrap align-top",
        boxed && ["rounded-full px-2.5 py-0.5 font-medium text-sm", box, text],
      )}
    >
      <Dot look={dot} />
      {children}
    </span>
  );
}

/** The dot of a state alone, for legends that have their words elsewhere. */
export function StateDot({ tone }: { tone: StateTone }) {
  return <Dot look={tones[tone].dot} />;
}

function Dot({ look }: { look: string }) {
  return <span aria-hidden="true" className={clsx("size-2 shrink-0 rounded-full border-[1.5px] forced-color-adjust-none", look)} />;
}
