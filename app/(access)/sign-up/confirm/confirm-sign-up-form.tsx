"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { NewPasswordField } from "@/app/_forms/new-password/new-password-field";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { confirmSignUpAction } from "../actions";

/** The form that finishes a sign-up. */
export function ConfirmSignUpForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm
      action={confirmSignUpAction}
      name="confirm-sign-up"
      shownFields={["password"]}
      className="grid gap-4"
    >
      {({ fields }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <NewPasswordField email={email} error={fields.password} />
          <SubmitButton>Create account</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
