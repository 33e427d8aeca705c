import { PasswordField } from "@/components/ui/form/password-field";
import { maxPasswordLength, minPasswordLength } from "@/lib/fields/max-length";

interface NewPasswordFieldProps {
  /** Whose password it is. */
  email: string;
  error: string | undefined;
}

/** The field for a password that is being chosen. */
export function NewPasswordField({ email, error }: NewPasswordFieldProps) {
  return (
    <>
      {/* Tells password managers which account this is. */}
      <input type="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        maxLength={maxPasswordLength}
        error={error}
        hint={`At least ${minPasswordLength.alone} characters. A few unrelated words work well.`}
      />
    </>
  );
}
