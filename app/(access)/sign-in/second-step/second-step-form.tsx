"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { PasskeyButton } from "@/app/_forms/passkey-button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import { finishSignInAction, secondStepPasskeyOptionsAction } from "../actions";

interface SecondStepFormProps {
  hasPasskey: boolean;
  hasAuthenticator: boolean;
  next: string | undefined;
}

/** The form in which a person shows their second factor. */
export function SecondStepForm({ hasPasskey, hasAuthenticator, next }: SecondStepFormProps) {
  return (
    <ActionForm action={finishSignInAction} name="second-step" shownFields={["code"]} className="grid gap-4">
      {({ fields }) => (
        <>
          {next === undefined ? null : <input type="hidden" name="next" value={next} />}
          {hasPasskey ? (
            <PasskeyButton ask={secondStepPasskeyOptionsAction} name="passkey" variant="solid">
              Use your passkey
            </PasskeyButton>
          ) : null}
          <TextField
            label={hasAuthenticator ? "Code from your authenticator app" : "Recovery code"}
            hint={hasAuthenticator ? "6 digits. A recovery code works too." : undefined}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={!hasPasskey}
            error={fields.code}
          />
          <SubmitButton variant={hasPasskey ? "outline" : "solid"}>Continue</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
