"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow, usePathname } from "next/navigation";
import { startTransition, useActionState, useEffect, useRef } from "react";
import type { FormAction, FormState } from "@/lib/http/server-action";
import { typedValues } from "@/lib/http/typed-values";
import { takeTyped } from "./keep-typed";

/** A form on its way: what is sent, and how often the portal was asked in vain whether it was
 *  done. */
interface Sending {
  readonly form: FormData;
  readonly asked: number;
}

/** The answer to a form, or what is known when none came. */
export type Answer = FormState | Unanswered;

type Failed = Extract<FormState, { ok: false }>;

interface Unanswered extends Omit<Failed, "code"> {
  readonly code: "NO_ANSWER" | "OLD_PAGE" | "RESTORED";
  /** The page and the form, under which what was typed outlives a reload. */
  readonly place: string;
  /** Set while the portal is asked whether the form was done. */
  readonly sending?: Sending;
}

/** Sends forms to a server action under an idempotency key, and keeps the key until they were
 *  answered. When no answer comes, asks again and again whether it was done. `name` tells the forms
 *  of a page apart. */
export function useAnswer(
  action: FormAction,
  name: string,
  onDone?: (done: Extract<FormState, { ok: true }>) => void,
): readonly [answer: Answer, send: (form: FormData) => void] {
  const key = useRef<string>(undefined);
  const place = `${usePathname()} ${name}`;
  const [answer, dispatch] = useActionState(
    async (_before: Answer, sending: Sending | Answer): Promise<Answer> => {
      if (sending === null || !("form" in sending)) return sending;
      const { form, asked } = sending;
      key.current ??= newKey();
      form.set("idempotencyKey", key.current);
      if (asked > 0) form.set("onlyIfDone", "yes");
      else form.delete("onlyIfDone");
      try {
        const after = await action(null, form);
        if (after?.ok) {
          key.current = undefined;
          onDone?.(after);
        }
        return after;
      } catch (error) {
        unstable_rethrow(error);
        const known = { ok: false, fields: {}, values: typedValues(form), place } as const;
        return unstable_isUnrecognizedActionError(error)
          ? { ...known, code: "OLD_PAGE", message: oldPage }
          : { ...known, code: "NO_ANSWER", message: noAnswer(), sending: { form, asked: asked + 1 } };
      }
    },
    null,
  );

  useEffect(() => {
    const values = takeTyped(place);
    if (values)
      startTransition(() =>
        dispatch({ ok: false, code: "RESTORED", message: restored, fields: {}, values, place }),
      );
  }, [place, dispatch]);

  const again = answer?.ok === false && "sending" in answer ? answer.sending : undefined;
  useEffect(() => {
    if (!again) return;
    const ask = () => startTransition(() => dispatch(again));
    const timer = setTimeout(ask, Math.min(maxPause, 500 * 2 ** again.asked));
    window.addEventListener("online", ask, { once: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", ask);
    };
  }, [again, dispatch]);

  return [answer, (form) => dispatch({ form, asked: 0 })];
}

const maxPause = 15_000;

const noAnswer = () =>
  `${navigator.onLine ? "No answer came." : "You are offline."} Nothing is done twice if you send it again. The portal is asked whether it was done.`;
const oldPage =
  "The portal was updated after this page was opened. Nothing was changed, and what you typed is kept.";
const restored = "This is what you typed before. Check it, then send it.";

// crypto.randomUUID() is missing on pages without https.
const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
