"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { NewPasswordField } from "@/app/_forms/new-password/new-password-field";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { resetPasswordAction } from "../actions";

/** The form that chooses a new password. */
export function ResetPasswordForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm action={resetPasswordAction} name="reset" shownFields={["password"]} className="grid gap-4">
      {({ fields }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <NewPasswordField email={email} error={fields.password} />
          <SubmitButton>Change password</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
