"use client";

import { useActionState } from "react";
import { failureText } from "@/app/(portal)/_forms/failure-text";
import { useFormKey } from "@/app/(portal)/_forms/use-form-key";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { FormError } from "@/components/ui/form/form-error";
import { TextField } from "@/components/ui/form/text-field";
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
      <FormError message={failureText(failed, ["businessName", "ownerName", "ownerEmail"])} attempt={state} />
      <input type="hidden" name="idempotencyKey" value={useFormKey(idempotencyKey)} />
      <TextField label="Business name" maxLength={200} {...field("businessName")} />
      <TextField label="Owner's name" maxLength={100} {...field("ownerName")} />
      <TextField
        label="Owner's email"
        type="email"
        maxLength={254}
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
