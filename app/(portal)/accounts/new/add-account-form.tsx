"use client";

import { useActionState } from "react";
import { failureText } from "@/app/(portal)/_forms/failure-text";
import { useFormKey } from "@/app/(portal)/_forms/use-form-key";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { FormError } from "@/components/ui/form/form-error";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength, maxLength } from "@/lib/fields/max-length";
import { createAccountAction } from "../actions";

/** The form that adds a business. */
export function AddAccountForm({ idempotencyKey }: { idempotencyKey: string }) {
  const [state, add] = useActionState(createAccountAction, null);
  const failed = state?.ok === false ? state : null;
  const field = (name: string) => ({
    name,
    defaultValue: failed?.values[name],
    error: failed?.fields[name],
    autoComplete: "off",
  });
  return (
    <form action={add} noValidate className="grid max-w-160 gap-6">
      <FormError
        message={failureText(failed, ["businessName", "ownerGivenName", "ownerFamilyName", "ownerEmail"])}
        attempt={state}
      />
      <input type="hidden" name="idempotencyKey" value={useFormKey(idempotencyKey)} />
      <TextField
        label="Business name"
        maxLength={maxLength("Account", "businessName")}
        {...field("businessName")}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label="Owner's given name"
          maxLength={maxLength("User", "givenName")}
          {...field("ownerGivenName")}
        />
        <TextField
          label="Owner's family name"
          optional
          maxLength={maxLength("User", "familyName")}
          {...field("ownerFamilyName")}
        />
      </div>
      <TextField
        label="Owner's email"
        type="email"
        maxLength={maxEmailLength}
        hint="What the owner signs in with. Nobody else may use it yet."
        {...field("ownerEmail")}
      />
      <div className="flex flex-wrap gap-2 border-line border-t pt-5">
        <SubmitButton>Add business</SubmitButton>
        <ButtonLink href="/accounts" variant="outline">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
