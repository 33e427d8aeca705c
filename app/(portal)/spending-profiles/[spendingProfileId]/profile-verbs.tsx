"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import {
  activateSpendingProfileAction,
  deactivateSpendingProfileAction,
  discardDraftAction,
  shadowSpendingProfileAction,
} from "../actions";

/** A profile as the dialogs of its actions need it. */
export interface ProfileTarget {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly rulesVersion: number;
  /** How many cards use it, in words. */
  readonly cards: string;
}

export type ProfileVerb = "activate" | "shadow" | "discard" | "deactivate";

/** The actions that change how far the rules of a profile are. */
export function ProfileVerbs({ profile, verbs }: { profile: ProfileTarget; verbs: readonly ProfileVerb[] }) {
  const shared = { hidden: { spendingProfileId: profile.id, version: profile.version } };
  const version = `version ${profile.rulesVersion} of ${profile.name}`;
  return (
    <>
      {verbs.includes("activate") ? (
        <ConfirmDialog
          {...shared}
          opening={{ trigger: <Button>Activate version {profile.rulesVersion}</Button> }}
          action={activateSpendingProfileAction}
          title={`Activate ${version}?`}
          text={`Purchases that it does not allow decline on ${profile.cards} once the issuer confirms every rule. Until then nothing changes.`}
          verb="Activate"
        />
      ) : null}
      {verbs.includes("shadow") ? (
        <ConfirmDialog
          {...shared}
          opening={{ trigger: <Button variant="outline">Put in shadow</Button> }}
          action={shadowSpendingProfileAction}
          title={`Put ${version} in shadow?`}
          text={`The issuer checks every purchase of ${profile.cards} and notes what it would decline. Nothing declines.`}
          verb="Put in shadow"
        />
      ) : null}
      {verbs.includes("discard") ? (
        <ConfirmDialog
          {...shared}
          opening={{ trigger: <Button variant="outline">Discard version {profile.rulesVersion}</Button> }}
          action={discardDraftAction}
          title={`Discard ${version}?`}
          text="The rules that hold stay as they are. The changes of this version are gone for good."
          verb="Discard"
          tone="danger"
        />
      ) : null}
      {verbs.includes("deactivate") ? (
        <ConfirmDialog
          {...shared}
          opening={{ trigger: <Button variant="outline">Deactivate</Button> }}
          action={deactivateSpendingProfileAction}
          title={`Deactivate ${profile.name}?`}
          text={`Its rules no longer decline anything on ${profile.cards} once the issuer confirms. The cards keep only their own limits. You can activate it again any time.`}
          verb="Deactivate"
          tone="danger"
          reasonHint="Recorded in the history."
        />
      ) : null}
    </>
  );
}
