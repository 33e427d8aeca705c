"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from "react";

export interface ToastWords {
  title: string;
  text?: string;
  tone?: "positive" | "negative";
  action?: { label: string; onSelect: () => void };
}

const ToastContext = createContext<(words: ToastWords) => void>(() => {});

const ToastCorner = lazy(async () => ({ default: (await import("./toast-corner")).ToastCorner }));

/** Holds the messages that come and go in the corner; the corner itself is fetched for the first of them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly ToastWords[]>([]);
  const say = useCallback((words: ToastWords) => setSaid((before) => [...before, words]), []);
  return (
    <ToastContext value={say}>
      {children}
      {said.length > 0 ? (
        <Suspense>
          <ToastCorner said={said} />
        </Suspense>
      ) : null}
    </ToastContext>
  );
}

/** Gives a function that shows a message; a negative one stays until it is closed and is announced at once. */
export function useToast(): (words: ToastWords) => void {
  return useContext(ToastContext);
}
