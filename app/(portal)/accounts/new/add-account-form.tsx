"use client";

import { ActionForm, type LastAttempt } from "@/app/_forms/action-form";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength, maxLength } from "@/lib/fields/max-length";
import { createAccountAction } from "../actions";

/** The form that adds a business. */
export function AddAccountForm({ idempotencyKey }: { idempotencyKey: string }) {
  return (
    <ActionForm
      action={createAccountAction}
      name="add"
      idempotencyKey={idempotencyKey}
      shownFields={["businessName", "ownerGivenName", "ownerFamilyName", "ownerEmail"]}
      className="grid max-w-160 gap-6"
    >
      {(last) => (
        <>
          <TextField
            label="Business name"
            maxLength={maxLength("Account", "businessName")}
            {...field("businessName", last)}
          />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <TextField
              label="Owner's given name"
              maxLength={maxLength("User", "givenName")}
              {...field("ownerGivenName", last)}
            />
            <TextField
              label="Owner's family name"
              optional
              maxLength={maxLength("User", "familyName")}
              {...field("ownerFamilyName", last)}
            />
          </div>
          <TextField
            label="Owner's email"
            type="email"
            maxLength={maxEmailLength}
            hint="What the owner signs in with. Nobody else may use it yet."
            {...field("ownerEmail", last)}
          />
          <div className="flex flex-wrap gap-2 border-line border-t pt-5">
            <SubmitButton>Add business</SubmitButton>
            <ButtonLink href="/accounts" variant="outline">
              Cancel
            </ButtonLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}

const field = (name: string, { values, fields }: LastAttempt) => ({
  name,
  defaultValue: values[name],
  error: fields[name],
  autoComplete: "off",
});
