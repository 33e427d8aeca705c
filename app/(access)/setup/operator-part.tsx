"use client";

import type { LastAttempt } from "@/app/_forms/action-form";
import { NewPasswordField } from "@/app/_forms/new-password/new-password-field";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength, maxLength } from "@/lib/fields/max-length";
import { SetupPart } from "./setup-part";

/** The fields of the first operator. */
export function OperatorPart({ fields, values }: Pick<LastAttempt, "fields" | "values">) {
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: fields[name] });
  return (
    <SetupPart
      id="operator"
      title="Operator"
      text="Your account. Operators add, fund and suspend businesses."
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          {...field("givenName")}
          label="Given name"
          autoComplete="given-name"
          maxLength={maxLength("User", "givenName")}
          required
        />
        <TextField
          {...field("familyName")}
          label="Family name"
          autoComplete="family-name"
          maxLength={maxLength("User", "familyName")}
          optional
        />
      </div>
      <TextField
        {...field("email")}
        label="Email"
        type="email"
        autoComplete="username"
        maxLength={maxEmailLength}
        hint="You sign in with it."
        required
      />
      <NewPasswordField label="Password" error={fields.password} required />
    </SetupPart>
  );
}
