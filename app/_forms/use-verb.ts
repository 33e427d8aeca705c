"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useToast } from "@/components/ui/overlay/toast";
import type { FormAction } from "@/lib/http/server-action";
import { type Answer, useAnswer } from "./use-answer";

/** An action that stays on the page and shows its result in a toast. When its form or button then
 *  disappears, the focus moves to the page. */
export function useVerb(
  action: FormAction,
  name: string,
  onDone?: () => void,
): readonly [answer: Answer, send: (form: FormData) => void] {
  const toast = useToast();
  const router = useRouter();
  const isDone = useRef(false);
  const [answer, send] = useAnswer(action, name, ({ message, tone, href }) => {
    isDone.current = true;
    toast({
      title: message,
      ...(tone && { tone }),
      ...(href && { action: { label: "Show", onSelect: () => router.push(href as Route) } }),
    });
    onDone?.();
  });
  useEffect(
    () => () => {
      if (isDone.current && document.activeElement === document.body)
        document.getElementById("content")?.focus();
    },
    [],
  );
  return [answer, send];
}
