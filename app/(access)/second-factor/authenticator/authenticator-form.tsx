"use client";

import { useState } from "react";
import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import type { FormState } from "@/lib/http/server-action";
import { confirmAuthenticatorAction } from "../actions";
import { FactorAdded } from "../factor-added";

/** Adds an authenticator app by the first code that it shows. */
export function AuthenticatorForm({ next }: { next: string }) {
  const [codes, setCodes] = useState<readonly string[]>();

  async function confirm(before: FormState, form: FormData): Promise<FormState> {
    const answer = await confirmAuthenticatorAction(before, form);
    if (answer.ok) setCodes(answer.shown);
    return answer;
  }

  if (codes) return <FactorAdded codes={codes} next={next} />;
  return (
    <ActionForm action={confirm} name="authenticator" shownFields={["code"]} className="grid gap-4">
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
