"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { startAuthenticatorAction } from "./actions";

/** Starts to add an authenticator app. The next page shows its code. */
export function StartAuthenticator({ next }: { next: string }) {
  return (
    <ActionForm
      action={startAuthenticatorAction}
      name="authenticator"
      shownFields={[]}
      className="grid gap-3"
    >
      {() => (
        <>
          <input type="hidden" name="next" value={next} />
          <SubmitButton variant="outline" className="w-full">
            Set up an authenticator app
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
