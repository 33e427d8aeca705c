"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { Dialog } from "@/components/ui/overlay/dialog";
import { deactivateUserAction } from "../actions";
import { OpenCardsFields, openCardsErrors, type ShownOpenCard } from "./open-cards-fields";

interface LeavingUser {
  id: number;
  name: string;
  version: number;
}

interface DeactivateUserButtonProps {
  user: LeavingUser;
  /** All of their open cards. Null when these are too many for one step. */
  openCards: readonly ShownOpenCard[] | null;
  currency: string;
  isSelf: boolean;
}

/** Removes a person's access, after asking for a reason. While they hold open cards, it asks what
 *  happens to all of them. */
export function DeactivateUserButton({ user, openCards, currency, isSelf }: DeactivateUserButtonProps) {
  if (openCards === null) return <TooManyCards user={user} />;
  const ids = openCards.map(({ id }) => id).join();
  return (
    <ConfirmDialog
      opening={{ trigger: <Button variant="danger">Deactivate</Button> }}
      action={deactivateUserAction}
      hidden={{ userId: user.id, version: user.version, ids }}
      tone="danger"
      title={isSelf ? "Deactivate yourself?" : `Deactivate ${user.name}?`}
      text={
        isSelf
          ? "You are signed out everywhere immediately and can't sign in again. Your history is kept."
          : "They are signed out everywhere immediately and can't sign in again. Their history is kept."
      }
      verb="Deactivate"
      reasonHint="Recorded in the history."
      fields={openCardsErrors}
    >
      {(failed) =>
        openCards.length === 0 ? null : (
          <OpenCardsFields user={user} cards={openCards} currency={currency} failed={failed} />
        )
      }
    </ConfirmDialog>
  );
}

function TooManyCards({ user }: { user: LeavingUser }) {
  const router = useRouter();
  return (
    <Dialog
      trigger={<Button variant="danger">Deactivate</Button>}
      title={`${user.name} holds too many open cards for one step`}
      text="Freeze or close some of them on the list of cards first. Then deactivate them here."
      verb="Show their cards"
      action={() => router.push(`/cards?holder=${user.id}`)}
    />
  );
}
