"use client";

import { type FormEvent, useState } from "react";
import { AppLink } from "@/components/ui/control/app-link";
import { Button } from "@/components/ui/control/button";
import { FormError } from "@/components/ui/form/form-error";
import { PasswordField } from "@/components/ui/form/password-field";
import { TextField } from "@/components/ui/form/text-field";
import type { FieldErrors } from "@/lib/errors";
import { maxPasswordLength } from "@/lib/fields/max-length";

const messages: Readonly<Record<string, string>> = {
  missing: "Enter your email and your password.",
  refused:
    "We couldn't sign you in. Check your email and password. After several failed attempts, sign-in pauses for 30 minutes.",
  busy: "Many people are signing in right now. Try again in a moment.",
  "too-many": "Too many attempts from your network. Try again in 15 minutes.",
  broken: "The portal didn't respond. Check your connection and try again.",
};

/** The sign-in form. It is a plain form. With JavaScript it stays in place
 *  and keeps what was typed. */
export function SignInForm({
  id,
  next,
  error,
}: {
  id: string;
  next: string | undefined;
  error: string | undefined;
}) {
  const [{ code, attempt }, setFailure] = useState({ code: error, attempt: 0 });
  const [missing, setMissing] = useState<FieldErrors>({});
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const empty = missingIn(new FormData(event.currentTarget));
    setMissing(empty);
    if (Object.keys(empty).length > 0) return setFailure({ code: "missing", attempt: attempt + 1 });
    setPending(true);
    const answer = await post(event.currentTarget);
    if (answer.goTo !== undefined) return window.location.assign(answer.goTo);
    setFailure({ code: answer.error, attempt: attempt + 1 });
    setPending(false);
  }

  return (
    <form
      id={id}
      method="post"
      action="/api/auth/callback/credentials"
      onSubmit={submit}
      noValidate
      className="grid gap-4"
    >
      <FormError
        message={code === undefined ? undefined : (messages[code] ?? messages.broken)}
        attempt={attempt}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus={code === undefined}
        error={missing.email}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        maxLength={maxPasswordLength}
        error={missing.password}
        aside={
          <AppLink href="/forgot-password" className="text-muted underline-offset-4 hover:underline">
            Forgot password?
          </AppLink>
        }
      />
      {next === undefined ? null : <input type="hidden" name="callbackUrl" value={next} />}
      <Button type="submit" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}

function missingIn(form: FormData): FieldErrors {
  return {
    ...(String(form.get("email")).trim() === "" && { email: "Enter your email." }),
    ...(form.get("password") === "" && { password: "Enter your password." }),
  };
}

// The answer is a redirect, either to the requested page or back here with a code.
async function post(
  form: HTMLFormElement,
): Promise<{ goTo: string; error?: never } | { goTo?: never; error: string }> {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const { pathname, search, searchParams } = new URL(answer.url);
    if (answer.status === 429)
      return { error: Number(answer.headers.get("retry-after")) > 5 ? "too-many" : "busy" };
    if (!answer.redirected) return { error: "broken" };
    return pathname === "/sign-in"
      ? { error: searchParams.get("error") ?? "broken" }
      : { goTo: pathname + search };
  } catch {
    return { error: "broken" };
  }
}
