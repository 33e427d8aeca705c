"use client";

import { SubmitButton } from "@/components/ui/control/submit-button";
import type { FormState } from "@/lib/http/server-action";
import { ActionForm } from "./action-form";
import { confirmIdentityAction } from "./identity-actions";
import { IdentityFields } from "./identity-fields";

const asked = { ok: false, code: "CONFIRM_IDENTITY", message: "", fields: {}, values: {} } as const;

/** Asks who somebody is, for what is sent without a form. Then goes on with `onDone`. */
export function ConfirmIdentity({ onDone }: { onDone: () => void }) {
  async function confirm(before: FormState, form: FormData): Promise<FormState> {
    const answer = await confirmIdentityAction(before, form);
    if (answer?.ok) onDone();
    return answer;
  }

  return (
    <ActionForm action={confirm} name="identity" shownFields={[]} className="grid max-w-96 gap-4">
      {({ code }) => (
        <>
          {code === undefined ? <IdentityFields answer={asked} /> : null}
          <SubmitButton className="justify-self-start">Confirm</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
