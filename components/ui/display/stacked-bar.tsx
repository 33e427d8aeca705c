import { clsx } from "clsx";
import { AppLink } from "@/components/ui/control/app-link";
import { StateDot, type StateTone } from "./badge";

interface Part {
  label: string;
  value: number;
  /** The value is a minimum because counting stopped, so no share can be shown. */
  isCapped?: boolean;
  tone: StateTone;
  href?: string;
}

const fills: Record<StateTone, string> = {
  active: "bg-positive-mark",
  pending: "bg-pending-mark",
  frozen: "bg-warning-mark",
  closed: "bg-control",
  warning: "bg-warning-mark",
  negative: "bg-negative",
  neutral: "bg-muted",
};

/** Parts of a whole as one bar. Every number is written below it, and again in a table. */
export function StackedBar({ label, parts }: { label: string; parts: readonly Part[] }) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const isCapped = parts.some((part) => part.isCapped);
  return (
    <figure className="grid gap-4" aria-label={label}>
      <div aria-hidden="true" className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-pressed">
        {parts
          .filter((part) => part.value > 0)
          .map((part) => (
            <div
              key={part.label}
              className={clsx("min-w-1.5 forced-color-adjust-none", fills[part.tone])}
              style={{ flexGrow: part.value, flexBasis: 0 }}
            />
          ))}
      </div>
      <table className="w-full">
        <caption className="sr-only">{label}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">State</th>
            <th scope="col">Number</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.label} className="border-line border-b last:border-0">
              <th scope="row" className="py-2 text-start font-normal">
                <PartName part={part} />
              </th>
              <td className="py-2 text-end font-medium tabular-nums">{count(part)}</td>
              <td className="w-16 py-2 text-end text-muted tabular-nums">
                {isCapped ? null : share(part.value, total)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function PartName({ part }: { part: Part }) {
  const name = (
    <span className="inline-flex items-center gap-2">
      <StateDot tone={part.tone} />
      {part.label}
    </span>
  );
  return part.href ? (
    <AppLink href={part.href} className="underline-offset-4 hover:underline">
      {name}
    </AppLink>
  ) : (
    name
  );
}

const count = ({ value, isCapped }: Part) => `${value.toLocaleString("en-US")}${isCapped ? "+" : ""}`;

function share(value: number, total: number): string {
  if (value === 0) return "0%";
  const percent = (value / total) * 100;
  return percent < 1 ? "< 1%" : `${Math.round(percent)}%`;
}
