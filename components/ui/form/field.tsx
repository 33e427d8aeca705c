import { clsx } from "clsx";
import { CircleAlert } from "lucide-react";
import type { ReactNode, RefObject } from "react";

/** The props of every field: its name, its texts and its error. */
export interface FieldProps {
  label: string;
  name: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Adds "(optional)" to the label. Only the server requires the other fields. */
  optional?: boolean | undefined;
  /** Stands at the end of the label's line, such as a link to help. */
  aside?: ReactNode;
}

/** The look of text boxes and selects. */
export const controlLook =
  "h-9 w-full rounded-control border border-control bg-surface px-3 text-base text-ink transition-colors hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-negative disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted max-sm:h-11 max-sm:text-lg";

/** The label, the control, and below it the hint, or the error in its place. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  aside,
  place,
  edited,
  children,
  className,
}: Omit<FieldProps, "name"> & {
  id: string;
  place: RefObject<HTMLDivElement | null>;
  /** Called when the value changes. */
  edited: () => void;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <div ref={place} onChange={edited} className={clsx("relative grid content-start gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
        {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
      </label>
      {children}
      {/* After the control, so that the keyboard comes to the control first. */}
      {aside ? <div className="absolute end-0 top-0 text-sm">{aside}</div> : null}
      <FieldNote id={id} hint={hint} error={error} />
    </div>
  );
}

/** The line below a field. */
export function FieldNote({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  if (error) {
    return (
      <p id={noteId(id)} className="flex gap-1.5 text-negative text-sm">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {error}
      </p>
    );
  }
  return hint ? (
    <p id={noteId(id)} className="text-muted text-sm">
      {hint}
    </p>
  ) : null;
}

/** The attributes that link a control to its note and mark it as invalid. */
export function describedBy(id: string, { hint, error }: { hint?: ReactNode; error?: string | undefined }) {
  return {
    "aria-describedby": error || hint ? noteId(id) : undefined,
    "aria-invalid": error ? true : undefined,
  } as const;
}

const noteId = (id: string) => `${id}-note`;
