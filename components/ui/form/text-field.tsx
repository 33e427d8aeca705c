import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";
import { controlLook, describedBy, Field, type FieldProps } from "./field";

type TextFieldProps = FieldProps &
  Omit<ComponentProps<"input">, "prefix" | "name"> & { prefix?: ReactNode; suffix?: ReactNode };

/** One line of text. `prefix` and `suffix` are shown inside the box and are not posted. */
export function TextField({
  label,
  hint,
  error,
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
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
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
