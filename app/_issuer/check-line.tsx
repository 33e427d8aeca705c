import { Circle, CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Time } from "@/components/ui/display/time";
import type { IssuerCheck } from "@/lib/issuer/issuer-check";

const marks = {
  passed: <CircleCheck className="text-positive-mark" />,
  failed: <CircleAlert className="text-negative" />,
  open: <CircleDashed className="text-warning-mark" />,
  waiting: <Circle className="text-muted" />,
} as const;

/** A line of what is known of the issuer. `isRunning` says that the answer is on its way. `action`
 *  stands in the place of the time that the answer took. */
export function CheckLine({
  check: { state, title, text, at, milliseconds },
  isRunning,
  action,
}: {
  check: IssuerCheck;
  isRunning?: boolean;
  action?: ReactNode;
}) {
  return (
    <li
      data-check={state}
      className="flex items-start gap-3 border-line border-b py-3 first:pt-0 last:border-b-0"
    >
      <span aria-hidden="true" className="mt-0.5 [&_svg]:size-4">
        {isRunning ? (
          <LoaderCircle className="animate-spin text-pending motion-reduce:animate-none" />
        ) : (
          marks[state]
        )}
      </span>
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="font-medium">{title}</p>
        <p
          className={`text-sm [overflow-wrap:anywhere] ${state === "failed" ? "text-negative" : "text-muted"}`}
        >
          {text}
          {at === undefined ? null : (
            <>
              {" · "}
              <Time iso={at} />
            </>
          )}
        </p>
      </div>
      {action ??
        (milliseconds === undefined ? null : (
          <span className="shrink-0 text-muted text-sm tabular-nums">{milliseconds} ms</span>
        ))}
    </li>
  );
}
