import { clsx } from "clsx";
import { Clock, Snowflake, X } from "lucide-react";

interface PaymentCardProps {
  accountName: string;
  memo: string;
  holder: string;
  lastFour: string | null;
  /** Text such as "Virtual" or "Physical". */
  form: string;
  /** Text such as "Visa". Null while the network is unknown. */
  network?: string | null;
  frozen?: boolean;
  closed?: boolean;
  pending?: boolean;
}

/** A card drawn in CSS: frosted when frozen, gray when closed, and without a face when pending. */
export function PaymentCard({
  accountName,
  memo,
  holder,
  lastFour,
  form,
  network,
  frozen,
  closed,
  pending,
}: PaymentCardProps) {
  const state = closed ? "closed" : frozen ? "frozen" : pending ? "pending" : "live";
  const digits = lastFour ?? "····";
  return (
    <div
      role="img"
      aria-label={[
        `${form} card`,
        lastFour ? `ending in ${lastFour}` : "without a number yet",
        memo,
        `held by ${holder}`,
        words[state],
      ]
        .filter(Boolean)
        .join(", ")}
      className={clsx("payment-card", `payment-card-${state}`)}
    >
      <div className="flex items-start justify-between gap-3">
        <span className="truncate font-medium">{accountName}</span>
        <span className="shrink-0 text-sm opacity-90">{form}</span>
      </div>
      <div className="grid gap-2">
        {state === "live" ? form === "Physical" && <Chip /> : <StateMark state={state} />}
        <span className="font-mono text-lg tracking-wider">•••• •••• •••• {digits}</span>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-end gap-x-4 text-sm">
        <span className="grid">
          <span className="truncate text-xs opacity-90">{memo}</span>
          <span className="truncate">{holder}</span>
        </span>
        <span className="grid">
          <span className="text-xs opacity-90">Expires</span>
          <span className="font-mono">••/••</span>
        </span>
        <span className="font-semibold">{network}</span>
      </div>
    </div>
  );
}

const words = { live: "", frozen: "Frozen", closed: "Closed", pending: "Pending" };
const marks = { frozen: Snowflake, closed: X, pending: Clock };

function StateMark({ state }: { state: keyof typeof marks }) {
  const Mark = marks[state];
  return (
    <span className="payment-card-mark">
      <Mark aria-hidden="true" className="size-4" />
      {words[state]}
    </span>
  );
}

function Chip() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 36 28"
      className="h-7 w-9 opacity-90"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
    >
      <rect x="0.75" y="0.75" width="34.5" height="26.5" rx="5" fill="rgb(255 255 255 / 0.14)" />
      <path d="M0.75 9.5H12M0.75 18.5H12M24 9.5h11.25M24 18.5h11.25M12 0.75v26.5M24 0.75v26.5M12 14h12" />
    </svg>
  );
}
