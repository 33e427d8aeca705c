"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { useShown } from "@/app/_forms/use-shown";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import { confirmAuthenticatorAction } from "../actions";
import { FactorAdded } from "../factor-added";

/** Adds an authenticator app by the first code that it shows. */
export function AuthenticatorForm({ next }: { next: string }) {
  const { shown: codes, action } = useShown(confirmAuthenticatorAction);
  if (codes) return <FactorAdded codes={codes} next={next} />;
  return (
    <ActionForm action={action} name="authenticator" shownFields={["code"]} className="grid gap-4">
      {({ fields }) => (
        <>
          <TextField
            label="Code from the app"
            hint="6 digits."
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            error={fields.code}
          />
          <SubmitButton>Add the app</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
