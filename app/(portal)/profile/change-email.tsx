"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { Time } from "@/components/ui/display/time";
import { TextField } from "@/components/ui/form/text-field";
import type { EmailChange } from "@/lib/profile/email-change/queries";
import { cancelEmailChangeAction, requestEmailChangeAction } from "./actions";

interface ChangeEmailProps {
  email: string;
  /** The change that waits to be confirmed. */
  change: EmailChange | null;
}

/** Changes one's own email, or shows the change that waits to be confirmed. */
export function ChangeEmail({ email, change }: ChangeEmailProps) {
  return change === null ? <RequestForm email={email} /> : <WaitingChange email={email} change={change} />;
}

function RequestForm({ email }: { email: string }) {
  return (
    <ActionForm
      action={requestEmailChangeAction}
      name="email"
      shownFields={["email"]}
      className="grid max-w-96 gap-4"
    >
      {({ fields, values }) => (
        <>
          <TextField
            label="New email"
            name="email"
            type="email"
            autoComplete="email"
            defaultValue={values.email}
            error={fields.email}
          />
          <div className="grid justify-items-start gap-2">
            <SubmitButton>Change email</SubmitButton>
            <p className="text-muted text-sm">
              We send a link to the new address. Until you confirm it there, you sign in with {email}.
            </p>
          </div>
        </>
      )}
    </ActionForm>
  );
}

function WaitingChange({ email, change: { newEmail, worksUntil } }: { email: string; change: EmailChange }) {
  return (
    <div className="grid justify-items-start gap-4">
      <p className="text-muted">
        Waiting for you to confirm {newEmail}. The link that we sent there works until{" "}
        <Time iso={worksUntil} exact />. Until then you sign in with {email}.
      </p>
      <div className="flex flex-wrap gap-2">
        <ConfirmDialog
          hidden={{ email: newEmail }}
          action={requestEmailChangeAction}
          title="Send the link again?"
          text={`A new link goes to ${newEmail}. The earlier one stops working.`}
          verb="Send again"
          opening={{ trigger: <Button variant="outline">Send again</Button> }}
        />
        <ConfirmDialog
          hidden={{}}
          action={cancelEmailChangeAction}
          title="Cancel the change?"
          text={`The link stops working. You keep signing in with ${email}.`}
          verb="Cancel change"
          tone="danger"
          opening={{ trigger: <Button variant="danger">Cancel change</Button> }}
        />
      </div>
    </div>
  );
}
