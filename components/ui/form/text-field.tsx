"use client";

import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { controlLook, describedBy, Field, type FieldProps } from "./field";
import { useFieldError } from "./use-field-error";

type TextFieldProps = FieldProps &
  Omit<ComponentProps<"input">, "prefix" | "name"> & { prefix?: ReactNode; suffix?: ReactNode };

/** One line of text. `prefix` and `suffix` are shown inside the box and are not posted. At its
 *  maximum length it says so, because the browser drops the rest. */
export function TextField({
  label,
  hint: givenHint,
  error: givenError,
  optional,
  prefix,
  suffix,
  className,
  type = "text",
  id: givenId,
  ...rest
}: TextFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const { error, place, edited } = useFieldError(givenError);
  const [isFull, setFull] = useState(false);
  const hint = isFull ? `Up to ${rest.maxLength} characters fit here.` : givenHint;
  return (
    <Field {...{ id, label, hint, error, optional, className, place, edited }}>
      <div className="relative">
        {prefix ? (
          <span className="pointer-events-none absolute inset-y-0 start-0 grid w-9 place-items-center text-muted">
            {prefix}
          </span>
        ) : null}
        <input
          id={id}
          type={type}
          className={clsx(controlLook, prefix && "ps-8", suffix && "pe-14")}
          {...rest}
          onInput={({ currentTarget: { value, maxLength } }) =>
            setFull(maxLength > 0 && value.length >= maxLength)
          }
          {...describedBy(id, { hint, error })}
        />
        {suffix ? (
          <span className="pointer-events-none absolute inset-y-0 end-3 grid place-items-center text-muted">
            {suffix}
          </span>
        ) : null}
      </div>
    </Field>
  );
}
