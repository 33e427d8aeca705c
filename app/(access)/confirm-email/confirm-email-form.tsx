"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { PasswordField } from "@/components/ui/form/password-field";
import { confirmEmailChangeAction } from "../actions";

/** The form that confirms a new email. */
export function ConfirmEmailForm({ token }: { token: string }) {
  return (
    <ActionForm
      action={confirmEmailChangeAction}
      name="confirm-email"
      shownFields={["password"]}
      className="grid gap-4"
    >
      {(failed) => (
        <>
          <input type="hidden" name="token" value={token} />
          <PasswordField
            label="Your password"
            name="password"
            autoComplete="current-password"
            error={failed?.fields.password}
            defaultValue={failed?.values.password}
          />
          <SubmitButton>Confirm email</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
