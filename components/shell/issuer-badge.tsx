import { clsx } from "clsx";
import { FlaskConical, Landmark, Sparkles, TriangleAlert } from "lucide-react";

export type IssuerMode = "simulator" | "sandbox" | "production";

/** Which issuer it is, and whether it makes mistakes on purpose. */
export interface IssuerState {
  mode: IssuerMode;
  hasFaults?: boolean;
}

const modes = {
  simulator: {
    Icon: Sparkles,
    text: "Simulator",
    meaning: "Nothing here is real money",
    look: "bg-accent-soft text-accent",
  },
  sandbox: {
    Icon: FlaskConical,
    text: "Sandbox",
    meaning: "Test cards, no real money",
    look: "bg-pending-soft text-pending",
  },
  production: {
    Icon: Landmark,
    text: "PRODUCTION",
    meaning: "Real cards, real money",
    look: "bg-negative text-negative-ink tracking-wide",
  },
} as const;

const faulty = {
  Icon: TriangleAlert,
  text: "Simulator, faults on",
  meaning: "Nothing here is real money, and the simulator makes mistakes on purpose",
  look: "bg-warning-soft text-warning",
} as const;

/** Shows which issuer the portal uses, so that nobody mistakes test money for real money. */
export function IssuerBadge({ mode, hasFaults, iconOnly }: IssuerState & { iconOnly?: string }) {
  const { Icon, text, meaning, look } = hasFaults ? faulty : modes[mode];
  return (
    <span
      title={meaning}
      className={clsx(
        "inline-flex h-5 w-fit items-center gap-1.5 rounded-full px-2 font-medium text-xs",
        look,
      )}
    >
      <Icon aria-hidden="true" className="size-3 shrink-0" />
      <span className={iconOnly}>{text}</span>
    </span>
  );
}
