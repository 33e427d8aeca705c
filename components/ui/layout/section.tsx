import { type ReactNode, useId } from "react";

/** A part of a page under its own short heading, separated by a hairline, not a box. */
export function Section({
  title,
  summary,
  actions,
  children,
}: {
  title: string;
  summary?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid content-start gap-4 border-line border-t pt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 id={id} className="font-semibold text-lg tracking-tight">
            {title}
          </h2>
          {summary ? <p className="text-muted text-sm tabular-nums">{summary}</p> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
