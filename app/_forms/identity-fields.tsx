"use client";

import { createContext, type ReactNode, useContext } from "react";
import { PasswordField } from "@/components/ui/form/password-field";
import { TextField } from "@/components/ui/form/text-field";
import { maxPasswordLength } from "@/lib/fields/max-length";
import { identityPasskeyOptionsAction } from "./identity-actions";
import { PasskeyButton } from "./passkey-button";
import type { Answer } from "./use-answer";

const HasSecondFactor = createContext(false);

/** Tells the forms of a page how the signed-in person confirms who they are. */
export function IdentityProvider({
  hasSecondFactor,
  children,
}: {
  hasSecondFactor: boolean;
  children: ReactNode;
}) {
  return <HasSecondFactor value={hasSecondFactor}>{children}</HasSecondFactor>;
}

/** Whether a form failed because the person has to confirm who they are, or did it wrong. */
const asksForIdentity = (answer: Answer): answer is Extract<Answer, { ok: false }> =>
  answer?.ok === false &&
  (answer.code === "CONFIRM_IDENTITY" || Object.keys(answer.fields).some(isIdentityField));

const isIdentityField = (field: string) => field.startsWith("identity.");

/** The fields in which somebody confirms who they are, once a form asks for it. They are sent with
 *  the form. */
export function IdentityFields({ answer }: { answer: Answer }) {
  const hasSecondFactor = useContext(HasSecondFactor);
  if (!asksForIdentity(answer)) return null;
  const { fields } = answer;
  return hasSecondFactor ? (
    <fieldset className="grid gap-3">
      <TextField
        label="Code"
        hint="From your authenticator app, or one of your recovery codes."
        name="identity.code"
        autoComplete="one-time-code"
        error={fields["identity.code"]}
        autoFocus
      />
      <PasskeyButton ask={identityPasskeyOptionsAction} name="identity.passkey">
        Use a passkey instead
      </PasskeyButton>
    </fieldset>
  ) : (
    <PasswordField
      label="Your password"
      name="identity.password"
      autoComplete="current-password"
      maxLength={maxPasswordLength}
      error={fields["identity.password"]}
      autoFocus
    />
  );
}
