"use client";

import { ConfirmDialog } from "@/app/(portal)/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { endUserSessionsAction, reactivateUserAction, unlockUserAction } from "../actions";

/** Lets a deactivated person sign in again, after asking. */
export function ReactivateUserButton({ user }: { user: { id: number; name: string; version: number } }) {
  return (
    <ConfirmDialog
      hidden={{ userId: user.id, version: user.version }}
      action={reactivateUserAction}
      title={`Reactivate ${user.name}?`}
      text="They can sign in again with the password they had. Cards that were closed stay closed."
      verb="Reactivate"
      opening={{ trigger: <Button variant="outline">Reactivate</Button> }}
    />
  );
}

/** Signs a person out everywhere, after asking. */
export function EndUserSessionsButton({ user }: { user: { id: number; name: string; version: number } }) {
  return (
    <ConfirmDialog
      hidden={{ userId: user.id, version: user.version }}
      action={endUserSessionsAction}
      title={`Sign ${user.name} out everywhere?`}
      text="Every browser and phone of theirs is signed out immediately. They can sign in again."
      verb="Sign out"
      opening={{ trigger: <Button variant="outline">Sign out</Button> }}
    />
  );
}

/** Ends the pause of a person's sign-in after wrong passwords, after asking. */
export function UnlockUserButton({ user }: { user: { id: number; name: string } }) {
  return (
    <ConfirmDialog
      hidden={{ userId: user.id }}
      action={unlockUserAction}
      title={`Unlock sign-in for ${user.name}?`}
      text="They can try again immediately. First make sure that it was them who typed the wrong passwords."
      verb="Unlock"
      opening={{ trigger: <Button variant="outline">Unlock sign-in</Button> }}
    />
  );
}
