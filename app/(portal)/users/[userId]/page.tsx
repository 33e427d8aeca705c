import { CreditCard, Pencil } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { History, HistorySkeleton } from "@/app/(portal)/_history/history";
import { countText } from "@/app/(portal)/_lists/count-text";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { CardLines } from "@/app/(portal)/cards/card-lines";
import { AppLink } from "@/components/ui/control/app-link";
import { ButtonLink } from "@/components/ui/control/button";
import { StateBadge } from "@/components/ui/display/badge";
import { Facts } from "@/components/ui/display/facts";
import { Time } from "@/components/ui/display/time";
import { Notice } from "@/components/ui/layout/notice";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { type HistoryQuery, historyRules } from "@/lib/audit-log/history-list";
import type { Actor } from "@/lib/auth/actor";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";
import { cardLabel, maxOpenCards, type OpenCard, readOpenCards } from "@/lib/users/leaving/open-cards";
import { printedName } from "@/lib/users/name/name-at-issuer";
import { phoneText } from "@/lib/users/phone-number";
import { readUser, type UserFacts } from "@/lib/users/queries";
import { readContact, type UserContact } from "@/lib/users/read-contact";
import { roleLabels, userStatusLabels } from "@/lib/users/user";
import { userHistory } from "@/lib/users/user-history";
import { userTones, verbsOn } from "../user-text";
import { DeactivateUserButton } from "./deactivate-user-button";
import { FreezeAllCardsButton } from "./freeze-all-cards-button";
import { Invitation } from "./invitation";
import {
  EndUserSessionsButton,
  ReactivateUserButton,
  ResetSecondFactorsButton,
  UnlockUserButton,
} from "./sign-in-verbs";

export async function generateMetadata({ params }: PageProps<"/users/[userId]">): Promise<Metadata> {
  const userId = rowIdFrom((await params).userId);
  const [, user] = await loadPage(({ actor }) => readUser(actor, userId));
  return { title: user.name };
}

/** A person: their details, cards and history. */
export default async function UserPage({ params, searchParams }: PageProps<"/users/[userId]">) {
  const userId = rowIdFrom((await params).userId);
  const history = parseListQuery(historyRules, await searchParams);
  const [who, { user, contact, cards, openCards }] = await loadPage(async ({ actor }) => {
    const user = await readUser(actor, userId);
    return {
      user,
      contact: await readContact(actor, userId),
      cards: await listCards(
        actor,
        parseListQuery(cardListRules, { holder: String(userId), pageSize: "10" }),
      ),
      openCards: user.cards > 0 && verbsOn(actor, user).deactivate ? await readOpenCards(actor, userId) : [],
    };
  });
  const { actor } = who;
  const verbs = verbsOn(actor, user);
  return (
    <>
      <PageHeader
        title={
          <>
            {user.name}
            <StateBadge boxed tone={userTones[user.status]}>
              {userStatusLabels[user.status]}
            </StateBadge>
          </>
        }
        summary={`${roleLabels[user.role]} · ${countText(user.cards, user.cardsIsCapped, "open card")}`}
        {...(reachFor(actor, "user.see") === "account" && { back: { href: "/users", label: "People" } })}
        actions={
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
            {verbs.resetSecondFactors && user.hasSecondFactor ? (
              <ResetSecondFactorsButton user={{ id: user.id, name: user.name }} />
            ) : null}
            {verbs.unlock && user.lockedUntil !== null ? (
              <UnlockUserButton user={{ id: user.id, name: user.name }} />
            ) : null}
            {verbs.reactivate ? (
              <ReactivateUserButton user={{ id: user.id, name: user.name, version: user.version }} />
            ) : null}
            {verbs.deactivate ? (
              <DeactivateUserButton
                user={{ id: user.id, name: user.name, version: user.version }}
                openCards={openCards.length > maxOpenCards ? null : openCards.map(shownOpenCard)}
                currency={who.currency}
                isSelf={user.id === actor.userId}
              />
            ) : null}
          </>
        }
      />
      <div className="grid gap-8">
        {verbs.issueCard && contact.phone === null && !contact.isKnownToIssuer ? (
          <PhoneMissing user={user} />
        ) : null}
        <Facts items={factsOf(user, contact)} />
        {verbs.invite ? (
          <Invitation
            user={{ id: user.id, name: user.name, email: user.email }}
            worksUntil={user.invitedUntil}
          />
        ) : null}
        <Section title="Cards" summary={countText(cards.total, cards.totalIsCapped, "card")}>
          {cards.rows.length > 0 ? (
            <CardLines page={cards} currency={who.currency} allHref={`/cards?holder=${user.id}`} />
          ) : (
            <p className="text-muted">
              {user.role === "analyst" ? "Analysts hold no cards." : "No cards yet."}
            </p>
          )}
        </Section>
        <div id="history">
          <Section title="History">
            <Suspense key={JSON.stringify(history)} fallback={<HistorySkeleton />}>
              <UserHistory actor={actor} userId={user.id} query={history} />
            </Suspense>
          </Section>
        </div>
      </div>
    </>
  );
}

const shownOpenCard = (card: OpenCard) => ({
  id: card.id,
  name: cardLabel(card),
  isPhysical: card.form === "physical",
  isReloadable: card.cardType === "reloadable",
});

function PhoneMissing({ user }: { user: UserFacts }) {
  return (
    <Notice tone="info">
      <p>
        The issuer requires a phone number before {user.name} can get a card.{" "}
        <AppLink
          href={`/users/${user.id}/change`}
          className="font-medium text-accent underline underline-offset-4"
        >
          Add one
        </AppLink>
      </p>
    </Notice>
  );
}

function factsOf(user: UserFacts, contact: UserContact) {
  return [
    { term: "Email", value: user.email },
    { term: "On cards", value: Object.values(printedName(user)).join(" ") },
    { term: "Role", value: roleLabels[user.role] },
    {
      term: "Phone",
      value: (contact.phone && phoneText(contact.phone)) ?? <span className="text-muted">None</span>,
    },
    {
      term: "Last sign-in",
      value:
        user.lastSignInAt === null ? (
          <span className="text-muted">Never</span>
        ) : (
          <Time iso={user.lastSignInAt} />
        ),
    },
    {
      term: "At the issuer",
      value: contact.isKnownToIssuer ? (
        "Registered"
      ) : (
        <span className="text-muted">Registers with the first card</span>
      ),
    },
    { term: "Added", value: <Time iso={user.createdAt} exact /> },
    ...(user.lockedUntil === null
      ? []
      : [{ term: "Sign-in", value: <LockedUntil iso={user.lockedUntil} />, wide: true }]),
  ];
}

function LockedUntil({ iso }: { iso: string }) {
  return (
    <StateBadge tone="negative">
      <span className="whitespace-normal">
        Paused until <Time iso={iso} exact />
      </span>
    </StateBadge>
  );
}

const entriesAtOnce = 12;

async function UserHistory({ actor, userId, query }: { actor: Actor; userId: number; query: HistoryQuery }) {
  return (
    <History page={await userHistory(actor, userId, { ...query, pageSize: entriesAtOnce })} query={query} />
  );
}
