import type { ReactNode } from "react";

/** A page that is missing, forbidden or broken: what happened, what to do, and
 *  a reference for support. */
export function Problem({
  title,
  text,
  action,
  reference,
}: {
  title: string;
  text: ReactNode;
  action?: ReactNode;
  reference?: string | undefined;
}) {
  return (
    <div className="mx-auto grid max-w-md content-center gap-3 px-4 py-20 sm:min-h-[60vh]">
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <div className="text-muted">{text}</div>
      {action ? <div className="mt-3 flex flex-wrap gap-2">{action}</div> : null}
      {reference ? (
        <p className="mt-3 border-line border-t pt-3 text-muted text-sm">
          Reference for support: <span className="font-mono text-ink">{reference}</span>
        </p>
      ) : null}
    </div>
  );
}
