import { Check, Circle, CircleAlert } from "lucide-react";

const steps = { operator: "Operator", platform: "Platform", issuer: "Issuer" };

/** The parts of set-up as links. setup.css shows the mark that fits what stands in each part: open,
 *  done or wrong. */
export function SetupSteps() {
  return (
    <nav aria-label="Parts of setup" className="grid gap-px max-md:hidden">
      {Object.entries(steps).map(([id, label]) => (
        <a
          key={id}
          href={`#${id}`}
          className="flex h-8 items-center gap-3 rounded-control px-2.5 font-medium text-muted transition-colors hover:bg-hover hover:text-ink"
        >
          <span
            aria-hidden="true"
            className={`setup-mark setup-mark-${id} grid size-4 shrink-0 [&_svg]:size-4`}
          >
            <Circle />
            <Check className="text-positive-mark" />
            <CircleAlert className="text-negative" />
          </span>
          {label}
        </a>
      ))}
    </nav>
  );
}
