"use client";

import { clsx } from "clsx";
import { type ReactNode, useId } from "react";
import { describedBy, FieldNote, type FieldProps } from "./field";
import { useFieldError } from "./use-field-error";

interface Choice {
  value: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

type ChoiceFieldProps = FieldProps & {
  options: readonly Choice[];
  defaultValue?: string;
  columns?: 1 | 2 | 3;
};

const columnLooks = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** A choice of one option out of a few, each with a description. */
export function ChoiceField({
  label,
  name,
  options,
  defaultValue,
  hint,
  error: givenError,
  optional,
  columns = 2,
}: ChoiceFieldProps) {
  const id = useId();
  const { error, place, edited } = useFieldError(givenError);
  return (
    <div
      ref={place}
      onChange={edited}
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      className="grid content-start gap-1.5"
      {...describedBy(id, { hint, error })}
    >
      <span id={`${id}-label`} className="font-medium text-sm">
        {label}
        {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
      </span>
      <div className={clsx("grid gap-2", columnLooks[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "flex gap-3 rounded-surface border bg-surface p-3 transition-colors has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
              option.disabled ? "cursor-not-allowed opacity-60" : "cursor-pointer hover:border-muted",
              error ? "border-negative" : "border-control",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              disabled={option.disabled}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="grid min-w-0 flex-1 content-start gap-0.5">
              <span className="font-medium">{option.label}</span>
              {option.hint ? <span className="text-muted text-sm">{option.hint}</span> : null}
            </span>
            {option.icon ? <span className="text-muted [&_svg]:size-5">{option.icon}</span> : null}
          </label>
        ))}
      </div>
      <FieldNote id={id} hint={hint} error={error} />
    </div>
  );
}
