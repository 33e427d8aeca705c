"use client";

import { useActionState } from "react";
import { failureText } from "@/app/(portal)/_forms/failure-text";
import { useFormKey } from "@/app/(portal)/_forms/use-form-key";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { ChoiceField } from "@/components/ui/form/choice-field";
import { FormError } from "@/components/ui/form/form-error";
import { TextField } from "@/components/ui/form/text-field";
import { createUserAction } from "../actions";
import type { RoleChoice } from "../user-text";

/** The form that adds a person. */
export function AddUserForm({
  idempotencyKey,
  roles,
}: {
  idempotencyKey: string;
  roles: readonly RoleChoice[];
}) {
  const [state, add] = useActionState(createUserAction, null);
  const failed = state?.ok === false ? state : null;
  const fields = failed?.fields ?? {};
  const values = failed?.values ?? {};
  return (
    <form action={add} noValidate className="grid max-w-160 gap-6">
      <FormError message={failureText(failed, ["name", "email", "role", "phone"])} attempt={state} />
      <input type="hidden" name="idempotencyKey" value={useFormKey(idempotencyKey)} />
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={100}
        defaultValue={values.name}
        error={fields.name}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="off"
        maxLength={254}
        defaultValue={values.email}
        error={fields.email}
        hint="What they sign in with."
      />
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
        maxLength={40}
        defaultValue={values.phone}
        error={fields.phone}
        hint="With the country, such as +1 212 555 0100. Required before a card can be issued; you can add it later."
      />
      <div className="flex flex-wrap gap-2 border-line border-t pt-5">
        <SubmitButton>Add person</SubmitButton>
        <ButtonLink href="/users" variant="outline">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
