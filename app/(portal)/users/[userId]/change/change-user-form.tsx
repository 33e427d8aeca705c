"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { NameFields } from "@/app/_forms/name-fields";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { ChoiceField } from "@/components/ui/form/choice-field";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength, maxPhoneLength } from "@/lib/fields/max-length";
import { changeUserAction } from "../../actions";
import type { RoleChoice } from "../../user-text";

interface ChangeUserFormProps {
  user: { id: number; givenName: string; familyName: string; phone: string; version: number };
  /** The fields that only managers of people may edit. The email is null once the person has joined
   *  with it. With no roles, the person's role is not editable. */
  managed: { email: string | null; role: string; roles: readonly RoleChoice[] } | null;
}

/** The form that edits a person. */
export function ChangeUserForm({ user, managed }: ChangeUserFormProps) {
  return (
    <ActionForm
      action={changeUserAction}
      name="change"
      shownFields={["givenName", "familyName", "phone", "email", "role"]}
      className="grid max-w-160 gap-6"
    >
      {({ fields, values }) => (
        <>
          <input type="hidden" name="userId" value={user.id} />
          <input type="hidden" name="version" value={user.version} />
          <NameFields known={user} values={values} fields={fields} />
          {managed && managed.email !== null ? (
            <TextField
              label="Email"
              name="email"
              type="email"
              autoComplete="off"
              maxLength={maxEmailLength}
              defaultValue={values.email ?? managed.email}
              error={fields.email}
              hint="Where their invitation goes. Resend it after a change."
            />
          ) : null}
          <TextField
            label="Phone"
            name="phone"
            type="tel"
            optional
            autoComplete="off"
            maxLength={maxPhoneLength}
            defaultValue={values.phone ?? user.phone}
            error={fields.phone}
            hint="With the country, such as +1 212 555 0100. Required before a card can be issued."
          />
          {managed && managed.roles.length > 0 ? (
            <ChoiceField
              label="Role"
              name="role"
              options={managed.roles}
              defaultValue={values.role ?? managed.role}
              error={fields.role}
            />
          ) : null}
          <div className="flex flex-wrap gap-2 border-line border-t pt-5">
            <SubmitButton>Save changes</SubmitButton>
            <ButtonLink href={`/users/${user.id}`} variant="outline">
              Cancel
            </ButtonLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}
