import { CreditCard, Pencil } from "lucide-react";
import { ButtonLink } from "@/components/ui/control/button";
import type { Actor } from "@/lib/auth/actor";
import { cardName } from "@/lib/cards/card";
import { maxOpenCards, type OpenCard } from "@/lib/users/leaving/open-cards";
import type { UserFacts } from "@/lib/users/queries";
import { verbsOn } from "../user-text";
import { DeactivateUserButton } from "./deactivate-user-button";
import { FreezeAllCardsButton } from "./freeze-all-cards-button";
import { RemoveUserButton, RestoreUserButton } from "./removal-verbs";
import {
  EndUserSessionsButton,
  ReactivateUserButton,
  ResetSecondFactorsButton,
  UnlockUserButton,
} from "./sign-in-verbs";

interface UserVerbsProps {
  actor: Actor;
  user: UserFacts;
  /** The open cards of somebody who can be deactivated. */
  openCards: readonly OpenCard[];
  currency: string;
}

/** The actions that the actor can take on the person now. Others are not shown. */
export function UserVerbs({ actor, user, openCards, currency }: UserVerbsProps) {
  const verbs = verbsOn(actor, user);
  return (
    <>
      {verbs.issueCard ? (
        <ButtonLink href={`/cards/new?holder=${user.id}`}>
          <CreditCard aria-hidden="true" />
          Issue card
        </ButtonLink>
      ) : null}
      {verbs.change ? (
        <ButtonLink href={`/users/${user.id}/change`} variant="outline">
          <Pencil aria-hidden="true" />
          Edit
        </ButtonLink>
      ) : null}
      {verbs.freezeAllCards && user.cards > 0 ? (
        <FreezeAllCardsButton user={{ id: user.id, name: user.name }} />
      ) : null}
      {verbs.endSessions ? (
        <EndUserSessionsButton user={{ id: user.id, name: user.name, version: user.version }} />
      ) : null}
      {verbs.resetSecondFactors && user.secondFactor === "has" ? (
        <ResetSecondFactorsButton user={{ id: user.id, name: user.name }} />
      ) : null}
      {verbs.unlock && user.lockedUntil !== null ? (
        <UnlockUserButton user={{ id: user.id, name: user.name }} />
      ) : null}
      {verbs.reactivate ? (
        <ReactivateUserButton user={{ id: user.id, name: user.name, version: user.version }} />
      ) : null}
      {verbs.restore ? <RestoreUserButton user={{ id: user.id, name: user.name }} /> : null}
      {verbs.deactivate ? (
        <DeactivateUserButton
          user={{ id: user.id, name: user.name, version: user.version }}
          openCards={openCards.length > maxOpenCards ? null : openCards.map(shownOpenCard)}
          currency={currency}
          isSelf={user.id === actor.userId}
        />
      ) : null}
      {verbs.remove && user.cards === 0 ? (
        <RemoveUserButton user={{ id: user.id, name: user.name, version: user.version }} />
      ) : null}
    </>
  );
}

const shownOpenCard = (card: OpenCard) => ({
  id: card.id,
  name: cardName(card),
  isPhysical: card.form === "physical",
  isReloadable: card.cardType === "reloadable",
});
