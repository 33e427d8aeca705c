"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from "react";
import type { ToastMessage } from "./toast-message";

const ToastContext = createContext<(words: ToastMessage) => void>(() => {});

const ToastCorner = lazy(async () => ({ default: (await import("./toast-corner")).ToastCorner }));

/** Holds the temporary messages. The code of the corner loads with the first message. */
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

/** Returns a function that shows a message. A negative message stays until it is closed and is
 *  announced at once. */
export function useToast(): (words: ToastMessage) => void {
  return useContext(ToastContext);
}
