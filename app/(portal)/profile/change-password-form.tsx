"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { NewPasswordField } from "@/app/_forms/new-password/new-password-field";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { PasswordField } from "@/components/ui/form/password-field";
import { maxPasswordLength } from "@/lib/fields/max-length";
import { changePasswordAction } from "./actions";

/** The form that changes one's own password. */
export function ChangePasswordForm({ email }: { email: string }) {
  return (
    <ActionForm
      action={changePasswordAction}
      name="password"
      shownFields={["currentPassword", "password"]}
      className="grid max-w-96 gap-4"
    >
      {({ fields }) => (
        <>
          <PasswordField
            label="Current password"
            name="currentPassword"
            autoComplete="current-password"
            maxLength={maxPasswordLength}
            error={fields.currentPassword}
          />
          <NewPasswordField email={email} error={fields.password} />
          <div className="grid justify-items-start gap-2">
            <SubmitButton>Change password</SubmitButton>
            <p className="text-muted text-sm">
              You'll be signed out everywhere, and sign in with the new one.
            </p>
          </div>
        </>
      )}
    </ActionForm>
  );
}
