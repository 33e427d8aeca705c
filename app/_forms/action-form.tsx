"use client";

import {
  type ComponentProps,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useLayoutEffect,
  useRef,
} from "react";
import { FormError } from "@/components/ui/form/form-error";
import type { FieldErrors } from "@/lib/errors";
import type { FormAction } from "@/lib/http/server-action";
import { attemptOf, failureText } from "./failure-text";
import { IdentityFields } from "./identity-fields";
import { ReloadButton } from "./reload-button";
import type { Answer } from "./use-answer";
import { useUnsaved } from "./use-unsaved";
import { useVerb } from "./use-verb";

interface ActionFormProps extends Omit<ComponentProps<"form">, "action" | "name" | "children"> {
  action: FormAction;
  /** Tells the forms of a page apart. */
  name: string;
  /** Sent twice with the same key, the form acts once. For browsers without JavaScript; with it,
   *  every form has a key of its own. */
  idempotencyKey?: string;
  /** The fields that show their own errors. */
  shownFields: readonly string[];
  /** Shows the fields, from what the last attempt says. */
  children: (last: LastAttempt) => ReactNode;
}

/** What the last attempt says about the fields. */
export interface LastAttempt {
  readonly fields: FieldErrors;
  readonly values: Readonly<Record<string, string>>;
  readonly code: Extract<Answer, { ok: false }>["code"] | undefined;
}

/** The form of a server action. It works before and without JavaScript. When the action fails or no
 *  answer comes, it says so and keeps what was typed. */
export function ActionForm({
  action,
  name,
  idempotencyKey,
  shownFields,
  children,
  ...form
}: ActionFormProps) {
  const [posted, post] = useActionState(action, null);
  const [answered, send] = useVerb(action, name);
  const answer = answered ?? posted;
  const place = useRef<HTMLFormElement>(null);
  useUnsaved(place);
  // Before the message looks for the first field that shows an error.
  useLayoutEffect(() => {
    if (answer) place.current?.dispatchEvent(new Event("answered"));
  }, [answer]);
  const failed = answer?.ok === false ? answer : null;

  // React resets a form whose action it runs. Sent this way, the fields keep what was typed.
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    startTransition(() => send(data));
  }

  return (
    // Only fields that are new show the values of before.
    <form
      key={failed?.code === "RESTORED" ? "restored" : "new"}
      {...form}
      ref={place}
      action={post}
      onSubmit={submit}
      noValidate
    >
      <FormError message={failureText(failed, [...shownFields, "identity"])} attempt={attemptOf(answer)} />
      <ReloadButton answer={answer} />
      {idempotencyKey === undefined ? null : (
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      )}
      <IdentityFields answer={answer} />
      {children({ fields: failed?.fields ?? {}, values: failed?.values ?? {}, code: failed?.code })}
    </form>
  );
}
