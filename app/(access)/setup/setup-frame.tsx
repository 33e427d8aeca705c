import type { ReactNode } from "react";
import { IssuerBadge, type IssuerMode } from "@/components/shell/issuer-badge";
import { Time } from "@/components/ui/display/time";
import { portalName } from "@/lib/process/env";
import { SetupSteps } from "./setup-steps";
import "./setup.css";

/** The frame around set-up: the portal that it becomes, with the parts where the navigation will
 *  be. */
export function SetupFrame({
  mode,
  expires,
  children,
}: {
  mode: IssuerMode;
  expires: string;
  children: ReactNode;
}) {
  return (
    <div className="setup flex min-h-dvh max-md:flex-col">
      <aside className="flex shrink-0 flex-col gap-4 border-line bg-sunken px-4 py-4 max-md:border-b md:sticky md:top-0 md:h-dvh md:w-[14.5rem] md:border-e md:px-3">
        <div className="grid gap-1.5 px-1 max-md:flex max-md:items-center max-md:justify-between">
          <span className="truncate font-semibold">{portalName()}</span>
          <IssuerBadge mode={mode} />
        </div>
        <SetupSteps />
        <p className="mt-auto px-2.5 text-muted text-xs max-md:hidden">
          Opened with the code from your terminal. It works once, until <Time iso={expires} exact />.
        </p>
      </aside>
      <main className="w-full min-w-0 max-w-232 px-4 py-6 sm:px-6 sm:py-8">
        <header className="mb-6 grid gap-1">
          <h1 className="font-semibold text-xl tracking-tight">Setup</h1>
          <p className="text-muted">Takes about two minutes. Next, you'll add your first business.</p>
        </header>
        {children}
      </main>
    </div>
  );
}
