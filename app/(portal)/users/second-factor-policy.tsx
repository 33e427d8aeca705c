"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { SelectField } from "@/components/ui/form/select-field";
import { Section } from "@/components/ui/layout/section";
import { type SecondFactorFor, secondFactorForLabels } from "@/lib/accounts/account";
import { setSecondFactorPolicyAction } from "./actions";

/** Who of the business must have a second factor, for owners, who may change it. */
export function SecondFactorPolicy({
  policy,
  choices,
  version,
}: {
  policy: SecondFactorFor;
  choices: readonly SecondFactorFor[];
  version: number;
}) {
  return (
    <Section title="Second factor at sign-in">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>Required for: {secondFactorForLabels[policy].toLowerCase()}</p>
        <ConfirmDialog
          hidden={{ version }}
          action={setSecondFactorPolicyAction}
          title="Who needs a second factor?"
          text="People without one must add a passkey or authenticator app before they can continue."
          verb="Save"
          fields={["secondFactorFor"]}
          opening={{
            trigger: (
              <Button variant="outline" size="small">
                Change
              </Button>
            ),
          }}
        >
          {(failed) => (
            <SelectField
              label="Required for"
              name="secondFactorFor"
              defaultValue={failed?.values.secondFactorFor ?? policy}
              error={failed?.fields.secondFactorFor}
              options={choices.map((value) => ({ value, label: secondFactorForLabels[value] }))}
            />
          )}
        </ConfirmDialog>
      </div>
    </Section>
  );
}
