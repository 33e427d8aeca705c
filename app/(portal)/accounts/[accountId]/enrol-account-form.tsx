"use client";

import { AddressFields, addressParts } from "@/app/(portal)/_forms/address-fields";
import { failureText } from "@/app/(portal)/_forms/failure-text";
import { useVerb } from "@/app/(portal)/_forms/use-verb";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { FormError } from "@/components/ui/form/form-error";
import type { Option } from "@/components/ui/form/select-field";
import { enrolAccountAction } from "../actions";

interface EnrolAccountFormProps {
  accountId: number;
  known: Readonly<Record<(typeof addressParts)[number], string>>;
  countries: readonly Option[];
}

/** The form that registers a business with the issuer. */
export function EnrolAccountForm({ accountId, known, countries }: EnrolAccountFormProps) {
  const [state, enrol] = useVerb(enrolAccountAction);
  const failed = state?.ok === false ? state : null;
  return (
    <form action={enrol} noValidate className="grid max-w-160 items-start gap-4 sm:grid-cols-2">
      <div className="empty:hidden sm:col-span-2">
        <FormError message={failureText(failed, addressParts)} attempt={state} />
      </div>
      <input type="hidden" name="accountId" value={accountId} />
      <AddressFields
        known={known}
        fields={failed?.fields ?? {}}
        values={failed?.values ?? {}}
        countries={countries}
      />
      <div className="mt-2 sm:col-span-2">
        <SubmitButton>Register business</SubmitButton>
      </div>
    </form>
  );
}
