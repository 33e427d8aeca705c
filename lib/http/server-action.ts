import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "@/lib/auth/actor.ts";
import { requireActor } from "@/lib/auth/require-actor.ts";
import { checkSameOrigin } from "@/lib/auth/same-origin.ts";
import { AppError, type ErrorCode, type FieldErrors } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";

/** What a form is told: that it was done, or what is wrong, with everything that was typed. */
export type FormState =
  | { readonly ok: true; readonly message: string; readonly href?: string }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly fields: FieldErrors;
      readonly values: Readonly<Record<string, string>>;
    }
  | null;

type Failed = Extract<FormState, { ok: false }>;

/** What a page calls: given to `useActionState`. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** Where a form leads when it was done: to another page, or back to this one with a message, and where there is more of it. */
type Done = { readonly goTo: string } | { readonly message: string; readonly href?: string };

/** A server action that does one thing for the person who is signed in. Whatever goes wrong comes back to the form, and what was typed with it. */
export function formAction(work: (actor: Actor, form: FormData) => Promise<Done>): FormAction {
  return async (_before, form) => {
    const done = await tried(work, form);
    if ("ok" in done) return done;
    if ("goTo" in done) redirect(done.goTo as Parameters<typeof redirect>[0]);
    refresh();
    return { ok: true, ...done };
  };
}

/** What a form is told that shows something for a while. */
export type ShowState<Shown> =
  | Failed
  | { readonly ok: true; readonly message: string; readonly shown: Shown };

/** A server action whose answer is shown by the form itself and stands nowhere else. What goes wrong is as for `formAction`. */
export function showAction<Shown>(
  work: (actor: Actor, form: FormData) => Promise<{ readonly message: string; readonly shown: Shown }>,
) {
  return async (_before: FormState, form: FormData): Promise<ShowState<Shown>> => {
    const done = await tried(work, form);
    return "ok" in done ? done : { ok: true, ...done };
  };
}

async function tried<D extends object>(
  work: (actor: Actor, form: FormData) => Promise<D>,
  form: FormData,
): Promise<D | Failed> {
  try {
    checkSameOrigin(await headers(), "POST");
    const actor = await requireActor();
    // An action can be called with anything, not only by its form.
    if (!(form instanceof FormData)) throw new AppError("MALFORMED");
    return await work(actor, form);
  } catch (error) {
    return { ok: false, ...inWords(error), values: form instanceof FormData ? typed(form) : {} };
  }
}

function inWords(error: unknown): { code: ErrorCode; message: string; fields: FieldErrors } {
  if (!(error instanceof AppError)) log().error({ error }, "action: broken");
  const known = error instanceof AppError && error.code !== "BROKEN" ? error : new AppError("BROKEN");
  return { code: known.code, message: known.message, fields: known.fields };
}

function typed(form: FormData): Record<string, string> {
  const texts = [...form.entries()].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts.filter(([name]) => !name.startsWith("$ACTION") && !/password/i.test(name)));
}
