"use client";

import { PasswordField } from "@/components/ui/form/password-field";
import { StrengthMeter } from "@/components/ui/form/strength-meter";
import { maxPasswordLength, minPasswordLength } from "@/lib/fields/max-length";
import { type TypedStrength, usePasswordStrength } from "./use-password-strength";

interface NewPasswordFieldProps {
  /** Whose password it is. Undefined where the form asks for the email as well. */
  email?: string;
  label?: string;
  error: string | undefined;
  required?: boolean;
}

/** The field for a password that is being chosen, with its strength while it is typed. */
export function NewPasswordField({ email, label = "New password", error, ...rest }: NewPasswordFieldProps) {
  const [strength, typed] = usePasswordStrength();
  return (
    <>
      {email === undefined ? null : (
        // Tells password managers which account this is.
        <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
      )}
      <PasswordField
        label={label}
        name="password"
        autoComplete="new-password"
        maxLength={maxPasswordLength}
        error={error}
        onChange={typed}
        {...rest}
        hint={
          strength.length === 0 ? (
            `At least ${minPasswordLength.alone} characters. A few unrelated words work well.`
          ) : (
            <StrengthMeter {...shownAs(strength)} />
          )
        }
      />
    </>
  );
}

function shownAs({ length, judgment }: TypedStrength) {
  const count = `${length} characters, at least ${minPasswordLength.alone} are needed.`;
  if (judgment === null) return { filled: 1, isEnough: false, text: count };
  const { score, fault } = judgment;
  if (fault !== null) return { filled: Math.max(1, Math.min(score, 2)), isEnough: false, text: fault };
  return { filled: score, isEnough: true, text: `${score === 4 ? "Very strong" : "Strong"}. ${count}` };
}
