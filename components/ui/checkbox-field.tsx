import { type ComponentProps, useId } from "react";
import { describedBy, FieldNote, type FieldProps } from "./field";

type CheckboxFieldProps = Omit<FieldProps, "optional"> & Omit<ComponentProps<"input">, "name" | "type">;

/** Something to agree to or switch on; posts `value` ("on" unless given) when ticked. */
export function CheckboxField({ label, hint, error, ...rest }: CheckboxFieldProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
      <span className="grid size-6 place-items-center">
        <input {...rest} id={id} type="checkbox" className="size-4 accent-accent" {...describedBy(id, { hint, error })} />
      </span>
      <label htmlFor={id} className="py-0.5">
        {label}
      </label>
      <span className="col-start-2">
        <FieldNote id={id} hint={hint} error={error} />
      </span>
    </div>
  );
}
