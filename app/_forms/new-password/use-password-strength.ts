"use client";

import { type ChangeEvent, useEffect, useState } from "react";
import type { Judgment } from "@/lib/auth/passwords/password-rules";
import { minPasswordLength } from "@/lib/fields/max-length";
import { passwordStrengthAction } from "./password-strength-action";

const pauseMilliseconds = 300;

/** What is known of a password that is being typed. */
export interface TypedStrength {
  readonly length: number;
  /** The server's judgment, once typing has stopped. Null until then, and when no answer comes. */
  readonly judgment: Judgment | null;
}

/** Asks the server how strong a password is, once typing has stopped for a moment. The names in the
 *  same form count as words that a stranger would try. */
export function usePasswordStrength(): readonly [
  strength: TypedStrength,
  typed: (event: ChangeEvent<HTMLInputElement>) => void,
] {
  const [field, setField] = useState<HTMLInputElement | null>(null);
  const [password, setPassword] = useState("");
  const [judged, setJudged] = useState<{ readonly password: string; readonly judgment: Judgment }>();
  const length = [...password].length;

  useEffect(() => {
    if (length < minPasswordLength.alone) return;
    let isOver = false;
    const ask = async () => {
      const form = new FormData();
      form.set("password", password);
      form.set("words", wordsBeside(field));
      // Without an answer the form still checks it.
      const answer = await passwordStrengthAction(null, form).catch(() => null);
      if (!isOver && answer?.ok) setJudged({ password, judgment: answer.shown });
    };
    const timer = setTimeout(() => void ask(), pauseMilliseconds);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [field, password, length]);

  const judgment = judged?.password === password ? judged.judgment : null;
  const typed = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    setField(currentTarget);
    setPassword(currentTarget.value);
  };
  return [{ length, judgment }, typed];
}

function wordsBeside(field: HTMLInputElement | null): string {
  const inputs = field?.form?.querySelectorAll<HTMLInputElement>(
    "[name=givenName], [name=familyName], [name=platformName], [type=email]",
  );
  return [...(inputs ?? [])].map(({ value }) => value).join(" ");
}
