import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor, Origin } from "@/lib/auth/actor.ts";
import { requestOrigin } from "@/lib/auth/request-origin.ts";
import { type SessionOptions, type SignedIn, signedIn } from "@/lib/auth/require-actor.ts";
import { checkSameOrigin } from "@/lib/auth/same-origin.ts";
import { AppError, type ErrorCode, type FieldErrors } from "@/lib/errors.ts";
import { endTurn, noteActionBegun } from "@/lib/process/request-notes.mjs";
import { formError } from "./form-error.ts";
import { provenActor } from "./proven-actor.ts";
import { typedValues } from "./typed-values.ts";

/** What was done: a message, "warning" when it was done in part, and where to see it. */
interface DoneHere {
  readonly message: string;
  readonly tone?: "warning";
  readonly href?: string;
}

/** The state of a form: done, or the errors with everything that was typed. */
export type FormState =
  | ({ readonly ok: true } & DoneHere)
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly fields: FieldErrors;
      readonly values: Readonly<Record<string, string>>;
    }
  | null;

type Failed = Extract<FormState, { ok: false }>;

/** A server action for `useActionState`. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** Where a form leads on success: to another page, or back to this one with a message. */
export type Done = { readonly goTo: string } | DoneHere;

/** Makes a server action for the signed-in person. Amounts are in their business's currency. Any
 *  failure returns to the form with what was typed. */
export function formAction(
  work: (actor: Actor, form: FormData, currency: string) => Promise<Done>,
  options: SessionOptions = {},
): FormAction {
  return async (_before, form) => finished(await tried(work, form, options));
}

/** The state of a form that shows something for a while. */
export type ShowState<Shown> =
  | Failed
  | { readonly ok: true; readonly message: string; readonly shown: Shown };

/** Makes a server action whose answer only the form itself shows. Failures
 *  work as for `formAction`. */
export function showAction<Shown>(
  work: (actor: Actor, form: FormData) => Promise<{ readonly message: string; readonly shown: Shown }>,
  options: SessionOptions = {},
) {
  return async (_before: FormState, form: FormData): Promise<ShowState<Shown>> => {
    const show: typeof work = (actor, sent) => {
      // Showing twice does no harm, but only the person may ask for it.
      if (sent.has("onlyIfDone")) throw new AppError("NOT_DONE");
      return work(actor, sent);
    };
    const done = await tried(show, form, options);
    return "ok" in done ? done : { ok: true, ...done };
  };
}

/** Makes a server action for people who are not signed in. `wasDone` answers a form whose answer
 *  was lost: where it leads when it was done before. */
export function openAction(
  work: (form: FormData, origin: Origin) => Promise<Done>,
  wasDone: (form: FormData) => Promise<Done | false> = async () => false,
): FormAction {
  return async (_before, form) => {
    const done = await guarded(form, async () => {
      if (!form.has("onlyIfDone")) return work(form, requestOrigin(await headers()));
      const before = await wasDone(form);
      if (!before) throw new AppError("NOT_DONE");
      return before;
    });
    return finished(done);
  };
}

/** Makes a server action for people who are not signed in, whose answer only the page itself uses.
 *  Failures work as for `formAction`. */
export function openShowAction<Shown>(work: (form: FormData, origin: Origin) => Promise<Shown>) {
  return async (_before: FormState, form: FormData): Promise<ShowState<Shown>> => {
    const done = await guarded(form, async () => ({
      shown: await work(form, requestOrigin(await headers())),
    }));
    return "ok" in done ? done : { ok: true, message: "", ...done };
  };
}

function finished(done: Done | Failed): FormState {
  if ("ok" in done) return done;
  if ("goTo" in done) {
    // Next asks this server for the other page, which takes a turn of its own.
    endTurn();
    redirect(done.goTo as Parameters<typeof redirect>[0]);
  }
  refresh();
  return { ok: true, ...done };
}

function tried<D extends object>(
  work: (actor: Actor, form: FormData, currency: SignedIn["currency"]) => Promise<D>,
  form: FormData,
  options: SessionOptions,
): Promise<D | Failed> {
  return guarded(form, async () => {
    const who = await signedIn(options);
    return work(await provenActor(who, form), form, who.currency);
  });
}

async function guarded<D extends object>(form: FormData, work: () => Promise<D>): Promise<D | Failed> {
  noteActionBegun();
  try {
    checkSameOrigin(await headers(), "POST");
    // Anyone can call an action with any arguments, not only from its form.
    if (!(form instanceof FormData)) throw new AppError("MALFORMED");
    return await work();
  } catch (error) {
    return { ok: false, ...formError(error), values: form instanceof FormData ? typedValues(form) : {} };
  }
}
