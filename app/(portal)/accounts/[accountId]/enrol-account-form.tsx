"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { AddressFields, addressParts } from "@/app/_forms/address-fields";
import { SubmitButton } from "@/components/ui/control/submit-button";
import type { Option } from "@/components/ui/form/select-field";
import { enrolAccountAction } from "../actions";

interface EnrolAccountFormProps {
  accountId: number;
  known: Readonly<Record<(typeof addressParts)[number], string>>;
  countries: readonly Option[];
}

/** The form that registers a business with the issuer. */
export function EnrolAccountForm({ accountId, known, countries }: EnrolAccountFormProps) {
  return (
    <ActionForm
      action={enrolAccountAction}
      name="enroll"
      shownFields={addressParts}
      className="grid max-w-160 gap-4"
    >
      {({ fields, values }) => (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <input type="hidden" name="accountId" value={accountId} />
          <AddressFields known={known} fields={fields} values={values} countries={countries} />
          <div className="mt-2 sm:col-span-2">
            <SubmitButton>Register business</SubmitButton>
          </div>
        </div>
      )}
    </ActionForm>
  );
}
