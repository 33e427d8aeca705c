"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { later } from "./later";
import type { ToastMessage } from "./toast-message";

const ToastContext = createContext<(words: ToastMessage) => void>(() => {});

const ToastCorner = later(async () => (await import("./toast-corner")).ToastCorner);

/** Holds the temporary messages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly ToastMessage[]>([]);
  const say = useCallback((words: ToastMessage) => setSaid((before) => [...before, words]), []);
  return (
    <ToastContext value={say}>
      {children}
      {said.length > 0 ? <ToastCorner said={said} /> : null}
    </ToastContext>
  );
}

/** Returns a function that shows a message. A negative message stays until it is closed and is
 *  announced at once. */
export function useToast(): (words: ToastMessage) => void {
  return useContext(ToastContext);
}
