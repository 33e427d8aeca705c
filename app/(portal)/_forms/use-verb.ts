"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useRef } from "react";
import { useToast } from "@/components/ui/overlay/toast";
import type { FormAction, FormState } from "@/lib/http/server-action";

/** An action that stays on the page and shows its result in a toast. When its form or button then
 *  disappears, the focus moves to the page. */
export function useVerb(
  action: FormAction,
  onDone?: () => void,
): readonly [state: FormState, send: (form: FormData) => void] {
  const toast = useToast();
  const router = useRouter();
  const isDone = useRef(false);
  const [state, send] = useActionState(async (before: FormState, form: FormData) => {
    const after = await action(before, form);
    if (after?.ok) {
      isDone.current = true;
      const { message, href } = after;
      toast({
        title: message,
        ...(href && { action: { label: "Show", onSelect: () => router.push(href as Route) } }),
      });
      onDone?.();
    }
    return after;
  }, null);
  useEffect(
    () => () => {
      if (isDone.current && document.activeElement === document.body)
        document.getElementById("content")?.focus();
    },
    [],
  );
  return [state, send];
}
