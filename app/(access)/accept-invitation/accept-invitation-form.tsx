"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { NameFields } from "@/app/_forms/name-fields";
import { NewPasswordField } from "@/app/_forms/new-password/new-password-field";
import { SubmitButton } from "@/components/ui/control/submit-button";
import type { PersonName } from "@/lib/users/name/name-at-issuer";
import { acceptInvitationAction } from "../actions";

/** The form that accepts an invitation. */
export function AcceptInvitationForm({
  token,
  email,
  name,
}: {
  token: string;
  email: string;
  name: PersonName;
}) {
  return (
    <ActionForm
      action={acceptInvitationAction}
      name="accept"
      shownFields={["givenName", "familyName", "password"]}
      className="grid gap-4"
    >
      {({ fields, values }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <NameFields known={name} values={values} fields={fields} />
          <NewPasswordField email={email} error={fields.password} />
          <SubmitButton>Accept invitation</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
