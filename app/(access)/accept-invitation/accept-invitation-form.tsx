"use client";

import { ActionForm } from "@/app/(portal)/_forms/action-form";
import { NameFields } from "@/app/(portal)/_forms/name-fields";
import { NewPasswordField } from "@/app/(portal)/_forms/new-password-field";
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
          {/* So that password managers know whose password it is. */}
          <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
          <NewPasswordField error={fields.password} />
          <SubmitButton>Accept invitation</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
