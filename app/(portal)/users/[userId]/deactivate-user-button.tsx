"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { AppLink } from "@/components/ui/control/app-link";
import { Button } from "@/components/ui/control/button";
import { Dialog } from "@/components/ui/overlay/dialog";
import { deactivateUserAction } from "../actions";
import type { OpenCard } from "./open-cards-of";

interface DeactivateUserButtonProps {
  user: { id: number; name: string; version: number };
  openCards: readonly OpenCard[];
  openCardsInAll: string;
  isSelf: boolean;
}

/** Removes a person's access, after asking for a reason. While they hold open cards, it lists and
 *  links those instead. */
export function DeactivateUserButton({ user, openCards, openCardsInAll, isSelf }: DeactivateUserButtonProps) {
  if (openCards.length > 0)
    return <StillHoldsCards user={user} openCards={openCards} openCardsInAll={openCardsInAll} />;
  return (
    <ConfirmDialog
      opening={{ trigger: <Button variant="danger">Deactivate</Button> }}
      action={deactivateUserAction}
      hidden={{ userId: user.id, version: user.version }}
      tone="danger"
      title={isSelf ? "Deactivate yourself?" : `Deactivate ${user.name}?`}
      text={
        isSelf
          ? "You are signed out everywhere immediately and can't sign in again. Your history is kept."
          : "They are signed out everywhere immediately and can't sign in again. Their history is kept."
      }
      verb="Deactivate"
      reasonHint="Recorded in the history."
    />
  );
}

function StillHoldsCards({ user, openCards, openCardsInAll }: Omit<DeactivateUserButtonProps, "isSelf">) {
  const router = useRouter();
  return (
    <Dialog
      trigger={<Button variant="danger">Deactivate</Button>}
      title={`${user.name} still holds ${openCardsInAll}`}
      text="Close or move these cards first."
      verb="Show their cards"
      action={() => router.push(`/cards?holder=${user.id}`)}
    >
      <ul className="border-line border-t">
        {openCards.map((card) => (
          <li key={card.id} className="border-line border-b">
            <AppLink
              href={`/cards/${card.id}`}
              className="flex min-h-10 items-center font-medium underline-offset-4 hover:underline"
            >
              {card.name}
            </AppLink>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
