"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import {
  endUserSessionsAction,
  reactivateUserAction,
  resetSecondFactorsAction,
  unlockUserAction,
} from "../actions";

/** Lets a deactivated person sign in again, after asking. */
export function ReactivateUserButton({ user }: { user: { id: number; name: string; version: number } }) {
  return (
    <ConfirmDialog
      hidden={{ userId: user.id, version: user.version }}
      action={reactivateUserAction}
      title={`Reactivate ${user.name}?`}
      text="They can sign in again. People without a password get a new invitation. Closed cards stay closed."
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
      text="They're signed out on all devices immediately and can sign in again."
      verb="Sign out everywhere"
      opening={{ trigger: <Button variant="outline">Sign out everywhere</Button> }}
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
      text="They can try again immediately. First confirm that the failed attempts were theirs."
      verb="Unlock"
      opening={{ trigger: <Button variant="outline">Unlock sign-in</Button> }}
    />
  );
}

/** Removes the second factors of a person who lost theirs, after asking. */
export function ResetSecondFactorsButton({ user }: { user: { id: number; name: string } }) {
  return (
    <ConfirmDialog
      hidden={{ userId: user.id }}
      action={resetSecondFactorsAction}
      title={`Reset ${user.name}'s second factor?`}
      text="Their passkeys, authenticator app and recovery codes stop working, and they're signed out everywhere. First verify that they made this request."
      verb="Reset"
      tone="danger"
      opening={{ trigger: <Button variant="outline">Reset second factor</Button> }}
    />
  );
}
