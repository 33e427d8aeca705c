"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength, maxLength } from "@/lib/fields/max-length";
import { requestSignUpAction } from "./actions";

/** The form that signs up a business. */
export function SignUpForm() {
  return (
    <ActionForm
      action={requestSignUpAction}
      name="sign-up"
      shownFields={["businessName", "givenName", "familyName", "email"]}
      className="grid gap-4"
    >
      {({ fields, values }) => {
        const field = (name: string) => ({ name, defaultValue: values[name], error: fields[name] });
        return (
          <>
            <TextField
              {...field("businessName")}
              label="Business name"
              autoComplete="organization"
              maxLength={maxLength("Account", "businessName")}
            />
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <TextField
                {...field("givenName")}
                label="Given name"
                autoComplete="given-name"
                maxLength={maxLength("User", "givenName")}
              />
              <TextField
                {...field("familyName")}
                label="Family name"
                optional
                autoComplete="family-name"
                maxLength={maxLength("User", "familyName")}
              />
            </div>
            <TextField
              {...field("email")}
              label="Email"
              type="email"
              autoComplete="username"
              maxLength={maxEmailLength}
              hint="You'll sign in with this email. We'll send a link to confirm it."
            />
            <SubmitButton>Sign up</SubmitButton>
            <ButtonLink href="/sign-in" variant="quiet">
              Back to sign-in
            </ButtonLink>
          </>
        );
      }}
    </ActionForm>
  );
}
