"use client";

import { useState } from "react";
import type { FormAction, FormState, ShowState } from "@/lib/http/server-action";

/** What an action that shows something has shown, and the action for a form. `clear` hides it
 *  again. */
export function useShown<Shown>(
  show: (before: FormState, form: FormData) => Promise<ShowState<Shown>>,
  onShown?: () => void,
): { readonly shown: Shown | undefined; readonly action: FormAction; readonly clear: () => void } {
  const [shown, setShown] = useState<Shown>();
  return {
    shown,
    async action(before, form) {
      const answer = await show(before, form);
      if (answer.ok) {
        setShown(answer.shown);
        onShown?.();
      }
      return answer;
    },
    clear: () => setShown(undefined),
  };
}
