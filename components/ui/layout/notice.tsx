import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  info: { Icon: Info, look: "border-pending/30 bg-pending-soft", icon: "text-pending", role: undefined },
  positive: {
    Icon: CircleCheck,
    look: "border-positive/30 bg-positive-soft",
    icon: "text-positive",
    role: "status",
  },
  warning: {
    Icon: TriangleAlert,
    look: "border-warning/30 bg-warning-soft",
    icon: "text-warning",
    role: undefined,
  },
  negative: {
    Icon: CircleAlert,
    look: "border-negative/30 bg-negative-soft",
    icon: "text-negative",
    role: "alert",
  },
} as const;

/** An important message with an optional next step. A negative one is announced at once. */
export function Notice({
  tone,
  title,
  action,
  children,
}: {
  tone: keyof typeof tones;
  title?: string;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const { Icon, look, icon, role } = tones[tone];
  return (
    <div role={role} className={clsx("flex gap-3 rounded-surface border px-4 py-3", look)}>
      <Icon aria-hidden="true" className={clsx("mt-0.5 size-4 shrink-0", icon)} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
        {action ? <div className="mt-1 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
