"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { NameFields } from "@/app/_forms/name-fields";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { ChoiceField } from "@/components/ui/form/choice-field";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength, maxPhoneLength } from "@/lib/fields/max-length";
import { createUserAction } from "../actions";
import type { RoleChoice } from "../user-text";

/** The form that invites a person. An actor who can grant one role only is not asked for it. */
export function InviteUserForm({
  idempotencyKey,
  roles,
}: {
  idempotencyKey: string;
  roles: readonly RoleChoice[];
}) {
  return (
    <ActionForm
      action={createUserAction}
      name="add"
      idempotencyKey={idempotencyKey}
      shownFields={["givenName", "familyName", "email", "role", "phone"]}
      className="grid max-w-160 gap-6"
    >
      {({ fields, values }) => (
        <>
          <NameFields values={values} fields={fields} />
          <TextField
            label="Email"
            name="email"
            type="email"
            autoComplete="off"
            maxLength={maxEmailLength}
            defaultValue={values.email}
            error={fields.email}
            hint="The invitation goes here. They sign in with it."
          />
          {roles.length === 1 ? (
            <input type="hidden" name="role" value={roles[0]?.value} />
          ) : (
            <>
              <ChoiceField
                label="Role"
                name="role"
                options={roles}
                defaultValue={values.role ?? "user"}
                error={fields.role}
              />
              <TextField
                label="Phone"
                name="phone"
                type="tel"
                optional
                autoComplete="off"
                maxLength={maxPhoneLength}
                defaultValue={values.phone}
                error={fields.phone}
                hint="With the country, such as +1 212 555 0100. Required before a card can be issued; you can add it later."
              />
            </>
          )}
          <div className="flex flex-wrap gap-2 border-line border-t pt-5">
            <SubmitButton>Invite</SubmitButton>
            <ButtonLink href="/users" variant="outline">
              Cancel
            </ButtonLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}
