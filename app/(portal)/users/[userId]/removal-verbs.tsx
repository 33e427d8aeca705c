"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { removeUserAction, restoreUserAction } from "../actions";

/** Removes a person who can't sign in, after asking. */
export function RemoveUserButton({ user }: { user: { id: number; name: string; version: number } }) {
  return (
    <ConfirmDialog
      hidden={{ userId: user.id, version: user.version }}
      action={removeUserAction}
      title={`Remove ${user.name}?`}
      text="They leave the list of people, and their email address can be invited again. Their history is kept. You can restore them for 30 days; they then choose a new password."
      verb="Remove"
      tone="danger"
      opening={{ trigger: <Button variant="danger">Remove</Button> }}
    />
  );
}

/** Restores a removed person, after asking. */
export function RestoreUserButton({ user }: { user: { id: number; name: string } }) {
  return (
    <ConfirmDialog
      hidden={{ userId: user.id }}
      action={restoreUserAction}
      title={`Restore ${user.name}?`}
      text="They are on the list of people again, as they were before. To let them sign in, reactivate or invite them afterwards."
      verb="Restore"
      opening={{ trigger: <Button variant="outline">Restore</Button> }}
    />
  );
}
