import type { ReactNode } from "react";

interface SetupPartProps {
  id: string;
  title: string;
  text: ReactNode;
  children: ReactNode;
}

/** A part of set-up: its name and one sentence at the left, its fields at the right. */
export function SetupPart({ id, title, text, children }: SetupPartProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid gap-x-12 gap-y-4 border-line border-t py-7 lg:grid-cols-[16rem_minmax(0,36rem)]"
    >
      <div className="grid content-start gap-1">
        <h2 id={`${id}-title`} className="font-semibold text-lg tracking-tight">
          {title}
        </h2>
        <p className="text-muted text-sm">{text}</p>
      </div>
      <div className="grid min-w-0 content-start gap-5">{children}</div>
    </section>
  );
}
