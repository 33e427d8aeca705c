"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { confirmEmailChangeAction } from "../actions";

/** The form that confirms a new email. */
export function ConfirmEmailForm({ token }: { token: string }) {
  return (
    <ActionForm
      action={confirmEmailChangeAction}
      name="confirm-email"
      shownFields={[]}
      className="grid gap-4"
    >
      {() => (
        <>
          <input type="hidden" name="token" value={token} />
          <SubmitButton>Confirm email</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
