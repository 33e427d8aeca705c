"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
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
  return (
    <ActionForm
      action={restoreSpendingProfileAction}
      name="restore"
      shownFields={[]}
      className="mb-6 grid gap-3"
    >
      {() => (
        <>
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
        </>
      )}
    </ActionForm>
  );
}
