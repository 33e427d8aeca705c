"use client";

import { type ComponentProps, useId, useRef, useState } from "react";
import { controlLook, describedBy, Field, type FieldProps } from "./field";
import { useFieldError } from "./use-field-error";

type PasswordFieldProps = FieldProps & Omit<ComponentProps<"input">, "type" | "name">;

/** A password, which the person can show while typing it. */
export function PasswordField({ label, hint, aside, error: givenError, ...rest }: PasswordFieldProps) {
  const id = useId();
  const { error, place, edited } = useFieldError(givenError);
  const input = useRef<HTMLInputElement>(null);
  const [isShown, setShown] = useState(false);

  function turn() {
    setShown(!isShown);
    input.current?.focus();
  }

  return (
    <Field {...{ id, label, hint, aside, error, place, edited }}>
      <div className="relative">
        <input
          ref={input}
          id={id}
          type={isShown ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          className={`${controlLook} pe-16`}
          {...rest}
          {...describedBy(id, { hint, error })}
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-label="Show password"
          onClick={turn}
          className="absolute inset-y-1 end-1 rounded-control px-2.5 font-medium text-muted text-sm hover:text-ink [@media(scripting:none)]:hidden"
        >
          {isShown ? "Hide" : "Show"}
        </button>
      </div>
    </Field>
  );
}
