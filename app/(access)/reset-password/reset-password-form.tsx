"use client";

import { ActionForm } from "@/app/(portal)/_forms/action-form";
import { NewPasswordField } from "@/app/(portal)/_forms/new-password-field";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { resetPasswordAction } from "../actions";

/** The form that chooses a new password. */
export function ResetPasswordForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm action={resetPasswordAction} name="reset" shownFields={["password"]} className="grid gap-4">
      {({ fields }) => (
        <>
          <input type="hidden" name="token" value={token} />
          {/* So that password managers know whose password it is. */}
          <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
          <NewPasswordField error={fields.password} />
          <SubmitButton>Change password</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
