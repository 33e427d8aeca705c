"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { StateBadge } from "@/components/ui/display/badge";
import { Section } from "@/components/ui/layout/section";
import type { FaultState } from "@/lib/sandbox/faults";
import { setFaultAction } from "./actions";

const texts: Readonly<Record<FaultState["name"], readonly [title: string, text: string]>> = {
  slow: ["Slow answers", "Every answer takes two seconds longer."],
  "rate-limited": ["Too many requests", "Every second request is answered with 429 and does nothing."],
  "error-before": ["Errors without effect", "Every second request fails with 500 and does nothing."],
  "error-after": ["Errors after the effect", "Every second request is done, and still answered with 500."],
  "webhooks-lost": ["Lost webhooks", "Every second message never arrives. The list of events fills the gap."],
  "webhooks-doubled": ["Doubled webhooks", "Every message arrives twice."],
  "webhooks-late": ["Webhooks out of order", "Every second message arrives five seconds later."],
};

/** The faults of the built-in issuer with their states, and a switch for each. */
export function FaultSwitches({ faults }: { faults: readonly FaultState[] }) {
  const isAnyOn = faults.some(({ isOn }) => isOn);
  return (
    <Section
      title="Faults"
      summary="They stay on after a restart"
      actions={isAnyOn ? <Switch fault="all" label="Switch all off" turnsOn={false} /> : undefined}
    >
      <ul className="grid">
        {faults.map(({ name, isOn, struck }) => (
          <li
            key={name}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3 first:pt-0 last:border-b-0"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{texts[name][0]}</p>
              <p className="text-muted text-sm">{texts[name][1]}</p>
            </div>
            <StateBadge tone={isOn ? "warning" : "closed"}>
              {isOn ? `On · struck ${struck} ${struck === 1 ? "time" : "times"}` : "Off"}
            </StateBadge>
            <Switch
              fault={name}
              label={isOn ? "Switch off" : "Switch on"}
              of={texts[name][0]}
              turnsOn={!isOn}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface SwitchProps {
  fault: FaultState["name"] | "all";
  label: string;
  /** What is switched, for people who cannot see the line. */
  of?: string;
  turnsOn: boolean;
}

function Switch({ fault, label, of, turnsOn }: SwitchProps) {
  return (
    <ActionForm action={setFaultAction} name={`fault ${fault}`} shownFields={[]}>
      {() => (
        <>
          <input type="hidden" name="fault" value={fault} />
          <input type="hidden" name="on" value={turnsOn ? "yes" : "no"} />
          <SubmitButton
            variant="outline"
            size="small"
            aria-label={of === undefined ? label : `${label}: ${of}`}
          >
            {label}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
