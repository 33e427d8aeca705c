"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { TextAreaField } from "@/components/ui/form/text-area-field";
import { Section } from "@/components/ui/layout/section";
import { setAllowedNetworksAction } from "./actions";
import { networkLines } from "./network-lines";

/** From which networks the business lets its people in, for owners, who may change it. */
export function AllowedNetworks({
  networks,
  ip,
  version,
}: {
  networks: readonly { network: string; note: string }[];
  /** The address of the person who looks. */
  ip: string | null;
  version: number;
}) {
  const lines = networkLines(networks);
  return (
    <Section title="Allowed networks">
      <div className="grid justify-items-start gap-3">
        {networks.length === 0 ? (
          <p>People and API keys are let in from everywhere.</p>
        ) : (
          <ul aria-label="Allowed networks" className="grid gap-1">
            {networks.map(({ network, note }) => (
              <li key={network}>
                <span className="font-mono">{network}</span> <span className="text-muted">{note}</span>
              </li>
            ))}
          </ul>
        )}
        <ConfirmDialog
          hidden={{ version }}
          action={setAllowedNetworksAction}
          title="Where may people sign in?"
          text="People and API keys of your business are refused anywhere else, from their next request on."
          verb="Save"
          fields={["networks"]}
          opening={{
            trigger: (
              <Button variant="outline" size="small">
                Change networks
              </Button>
            ),
          }}
        >
          {(failed) => (
            <TextAreaField
              label="Addresses and networks"
              hint={`One a line, with a note behind it. Leave it empty for everywhere.${ip === null ? "" : ` Your address is ${ip}.`}`}
              placeholder="203.0.113.0/24 Office"
              name="networks"
              rows={6}
              spellCheck={false}
              defaultValue={failed?.values.networks ?? lines}
              error={failed?.fields.networks}
            />
          )}
        </ConfirmDialog>
      </div>
    </Section>
  );
}
