"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { FormError } from "@/components/ui/form/form-error";
import { Notice } from "@/components/ui/layout/notice";
import { restoreSpendingProfileAction } from "./actions";

/** Says that a profile was deleted, and offers to undo it. */
export function DeletedNotice({
  profile,
  lost,
}: {
  profile: { id: number; name: string; cards: number };
  lost: string;
}) {
  const [state, restore] = useActionState(restoreSpendingProfileAction, null);
  return (
    <form action={restore} className="mb-6 grid gap-3">
      <input type="hidden" name="spendingProfileId" value={profile.id} />
      <Notice
        tone="positive"
        title={`${profile.name} is deleted`}
        action={
          <SubmitButton variant="outline" size="small">
            Undo
          </SubmitButton>
        }
      >
        <p>
          {profile.cards > 0
            ? `${lost} lost it. Undo restores it on cards that have no other profile since.`
            : "No cards used it."}
        </p>
      </Notice>
      <FormError message={state?.ok === false ? state.message : undefined} attempt={state} />
    </form>
  );
}
