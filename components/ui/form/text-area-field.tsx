"use client";

import { clsx } from "clsx";
import { type ComponentProps, useId } from "react";
import { controlLook, describedBy, Field, type FieldProps } from "./field";
import { useFieldError } from "./use-field-error";

type TextAreaFieldProps = FieldProps & Omit<ComponentProps<"textarea">, "name">;

/** Several lines of text. */
export function TextAreaField({
  label,
  hint,
  error: givenError,
  optional,
  className,
  id: givenId,
  ...rest
}: TextAreaFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const { error, place, edited } = useFieldError(givenError);
  return (
    <Field {...{ id, label, hint, error, optional, className, place, edited }}>
      <textarea
        id={id}
        className={clsx(controlLook, "h-auto min-h-32 py-2 font-mono")}
        {...rest}
        {...describedBy(id, { hint, error })}
      />
    </Field>
  );
}
