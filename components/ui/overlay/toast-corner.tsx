"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { clsx } from "clsx";
import { CircleAlert, CircleCheck, TriangleAlert, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ToastMessage } from "./toast-message";

/** The corner of the screen that shows messages. `said` only ever grows. */
export function ToastCorner({ said }: { said: readonly ToastMessage[] }) {
  return (
    <Base.Provider timeout={6000} limit={3}>
      <Base.Portal>
        <Base.Viewport className="toasts fixed end-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:end-6 sm:bottom-6 sm:w-88">
          <Toasts said={said} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts({ said }: { said: readonly ToastMessage[] }) {
  const { toasts, add } = Base.useToastManager();
  const shown = useRef(0);

  useEffect(() => {
    for (const words of said.slice(shown.current)) add(optionsOf(words));
    shown.current = said.length;
  }, [said, add]);

  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["right", "down"]}
      className="w-full translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) rounded-surface bg-raised shadow-float transition-[translate,opacity] duration-180 ease-out data-limited:hidden data-ending-style:opacity-0 data-starting-style:translate-y-3 data-starting-style:opacity-0 forced-colors:border"
    >
      <Base.Content className="flex items-start gap-3 py-3 ps-4 pe-2">
        <Mark tone={toast.type} />
        <div className="grid min-w-0 flex-1 gap-0.5">
          <Base.Title className="font-medium" />
          <Base.Description className="text-muted text-sm" />
          <Base.Action className="-ms-2 mt-1 h-7 w-fit rounded-control px-2 font-medium text-accent text-sm hover:bg-accent-soft" />
        </div>
        <Base.Close
          aria-label="Close"
          // It can always be focused, so it must always be visible to assistive technology.
          aria-hidden={false}
          className="grid size-6 shrink-0 place-items-center rounded-control text-muted hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

function optionsOf({ title, text, tone = "positive", action }: ToastMessage) {
  return {
    title,
    description: text,
    type: tone,
    ...(tone === "negative" ? { timeout: 0, priority: "high" as const } : {}),
    ...(action ? { actionProps: { children: action.label, onClick: action.onSelect } } : {}),
  };
}

const marks = {
  positive: { Icon: CircleCheck, look: "text-positive" },
  warning: { Icon: TriangleAlert, look: "text-warning" },
  negative: { Icon: CircleAlert, look: "text-negative" },
} as const;

function Mark({ tone }: { tone: string | undefined }) {
  const { Icon, look } = marks[tone as keyof typeof marks] ?? marks.positive;
  return <Icon aria-hidden="true" className={clsx("mt-0.5 size-4 shrink-0", look)} />;
}
