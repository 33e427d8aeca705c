"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { SelectField } from "@/components/ui/form/select-field";
import { Section } from "@/components/ui/layout/section";
import { type SecondFactorFor, secondFactorForLabels } from "@/lib/accounts/account";
import { askSecondFactorAction } from "./actions";

/** Who of the business must have a second factor, for owners, who may change it. */
export function SecondFactorRule({ rule, version }: { rule: SecondFactorFor; version: number }) {
  return (
    <Section title="Second factor at sign-in">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p>Required for: {secondFactorForLabels[rule].toLowerCase()}</p>
        <ConfirmDialog
          hidden={{ version }}
          action={askSecondFactorAction}
          title="Who needs a second factor?"
          text="Whoever lacks one adds a passkey or an authenticator app before they go on."
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
              defaultValue={failed?.values.secondFactorFor ?? rule}
              error={failed?.fields.secondFactorFor}
              options={Object.entries(secondFactorForLabels).map(([value, label]) => ({ value, label }))}
            />
          )}
        </ConfirmDialog>
      </div>
    </Section>
  );
}
