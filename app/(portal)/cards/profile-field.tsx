"use client";

import { type Option, SelectField } from "@/components/ui/form/select-field";

interface ProfileFieldProps {
  profiles: readonly Option[];
  /** The chosen profile at first. Empty for none. */
  value: string | undefined;
  error: string | undefined;
  hint?: string;
}

/** A choice of a spending profile, or of none. */
export function ProfileField({ profiles, value, error, hint }: ProfileFieldProps) {
  return (
    <SelectField
      label="Spending profile"
      name="spendingProfileId"
      options={[{ value: "", label: "None" }, ...profiles]}
      defaultValue={value ?? ""}
      error={error}
      hint={hint}
    />
  );
}
