"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from "react";
import type { ToastMessage } from "./toast-message";

const ToastContext = createContext<(words: ToastMessage) => void>(() => {});

const ToastCorner = lazy(async () => ({ default: (await import("./toast-corner")).ToastCorner }));

/** Holds the messages that come and go in the corner; the corner itself is fetched for the first of them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly ToastMessage[]>([]);
  const say = useCallback((words: ToastMessage) => setSaid((before) => [...before, words]), []);
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
export function useToast(): (words: ToastMessage) => void {
  return useContext(ToastContext);
}
