"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { controlLook, describedBy, Field, type FieldProps } from "./field";
import { useFieldError } from "./use-field-error";

/** An option. The hint follows the label. */
export interface Option {
  value: string;
  label: string;
  hint?: string;
}

type SelectFieldProps = FieldProps &
  Omit<ComponentProps<"select">, "name" | "defaultValue"> & {
    options: readonly Option[];
    defaultValue?: string;
    placeholder?: string;
  };

/** A choice of one option out of a few, as a native select. `placeholder` adds a first entry that
 *  posts nothing. */
export function SelectField({
  label,
  hint,
  error: givenError,
  optional,
  options,
  placeholder,
  className,
  id: givenId,
  ...rest
}: SelectFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const { error, place, edited } = useFieldError(givenError);
  return (
    <Field {...{ id, label, hint, error, optional, className, place, edited }}>
      <div className="relative">
        {/* React resets a select to its first value after an action. A new key makes it use the
            new value. */}
        <select
          key={rest.defaultValue}
          id={id}
          className={clsx(controlLook, "appearance-none truncate pe-9")}
          {...rest}
          {...describedBy(id, { hint, error })}
        >
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.hint ? `${option.label} · ${option.hint}` : option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted"
        />
      </div>
    </Field>
  );
}
