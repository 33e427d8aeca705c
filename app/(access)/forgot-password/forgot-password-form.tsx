"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength } from "@/lib/fields/max-length";
import { requestPasswordResetAction } from "../actions";

/** The form that asks for a link to choose a new password. */
export function ForgotPasswordForm() {
  return (
    <ActionForm
      action={requestPasswordResetAction}
      name="forgot"
      shownFields={["email"]}
      className="grid gap-4"
    >
      {({ fields, values }) => (
        <>
          <TextField
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            maxLength={maxEmailLength}
            defaultValue={values.email}
            error={fields.email}
          />
          <SubmitButton>Email me a link</SubmitButton>
          <ButtonLink href="/sign-in" variant="quiet">
            Back to sign-in
          </ButtonLink>
        </>
      )}
    </ActionForm>
  );
}
