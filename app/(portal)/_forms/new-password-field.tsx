import { PasswordField } from "@/components/ui/form/password-field";

/** The field for a password that is being chosen. */
export function NewPasswordField({ error }: { error: string | undefined }) {
  return (
    <PasswordField
      label="New password"
      name="password"
      autoComplete="new-password"
      maxLength={256}
      error={error}
      hint="At least 15 characters. A few unrelated words work well."
    />
  );
}
