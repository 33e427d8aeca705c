import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { controlLook, describedBy, Field, type FieldProps } from "./field";

/** One thing to choose; the hint stands behind the label. */
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

/** One of a few, in the browser's own list. `placeholder` adds a first entry that posts nothing. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  options,
  placeholder,
  className,
  id: givenId,
  ...rest
}: SelectFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      <div className="relative">
        {/* React resets a select to its first value after an action; a new key makes it take the new one. */}
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
