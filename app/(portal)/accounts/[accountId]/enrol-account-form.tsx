"use client";

import { failureText } from "@/app/(portal)/_forms/failure-text";
import { useVerb } from "@/app/(portal)/_forms/use-verb";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { FormError } from "@/components/ui/form/form-error";
import { type Option, SelectField } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import { enrolAccountAction } from "../actions";

const parts = ["line1", "line2", "city", "region", "postalCode", "country"] as const;

interface EnrolAccountFormProps {
  accountId: number;
  known: Readonly<Record<(typeof parts)[number], string>>;
  countries: readonly Option[];
}

/** The form that registers a business with the issuer. */
export function EnrolAccountForm({ accountId, known, countries }: EnrolAccountFormProps) {
  const [state, enrol] = useVerb(enrolAccountAction);
  const failed = state?.ok === false ? state : null;
  const field = (name: (typeof parts)[number]) => ({
    name,
    defaultValue: failed?.values[name] ?? known[name],
    error: failed?.fields[name],
    autoComplete: "off",
  });
  return (
    <form action={enrol} noValidate className="grid max-w-160 items-start gap-4 sm:grid-cols-2">
      <div className="empty:hidden sm:col-span-2">
        <FormError message={failureText(failed, parts)} attempt={state} />
      </div>
      <input type="hidden" name="accountId" value={accountId} />
      <TextField label="Street and number" className="sm:col-span-2" maxLength={64} {...field("line1")} />
      <TextField
        label="Flat, floor or building"
        optional
        className="sm:col-span-2"
        maxLength={64}
        {...field("line2")}
      />
      <TextField label="City" {...field("city")} />
      <TextField label="State or region" {...field("region")} />
      <TextField label="Postal code" {...field("postalCode")} />
      <SelectField label="Country" options={countries} {...field("country")} />
      <div className="mt-2 sm:col-span-2">
        <SubmitButton>Register business</SubmitButton>
      </div>
    </form>
  );
}
