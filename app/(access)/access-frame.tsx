import { clsx } from "clsx";
import type { ReactNode } from "react";
import { portalName } from "@/lib/process/env";

/** The frame of the pages that people see before they are signed in. `aside` is a panel at the
 *  right, below the page on a narrow screen. */
export function AccessFrame({
  title,
  summary,
  aside,
  children,
}: {
  title: string;
  summary: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={clsx("min-h-dvh", aside && "lg:grid lg:grid-cols-[minmax(0,1fr)_27.5rem]")}>
      <main className="mx-auto grid w-full max-w-96 content-start gap-6 px-4 pt-[17dvh] pb-12 max-sm:pt-[8dvh]">
        <p className="mb-6 flex items-center gap-2.5 font-semibold text-lg max-sm:mb-2">
          {/* biome-ignore lint/performance/noImgElement: an icon of 400 bytes needs no other sizes. */}
          <img src="/icon.svg" alt="" width={28} height={28} />
          {portalName()}
        </p>
        <div className="grid gap-1">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          <p className="text-muted">{summary}</p>
        </div>
        {children}
      </main>
      {aside}
    </div>
  );
}
