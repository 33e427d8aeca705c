import type { ReactNode } from "react";
import { BackLink } from "./back-link";

interface PageHeaderProps {
  title: ReactNode;
  summary?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
}

/** The title of a page as a noun, a line of numbers, and the main action at the right. */
export function PageHeader({ title, summary, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6 grid gap-2">
      {back ? <BackLink {...back} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">
            {title}
          </h1>
          {summary ? <p className="text-muted tabular-nums">{summary}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
