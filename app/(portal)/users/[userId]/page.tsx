import type { Metadata } from "next";
import { Suspense } from "react";
import { History, HistorySkeleton } from "@/app/(portal)/_history/history";
import { countText } from "@/app/(portal)/_lists/count-text";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { CardLines } from "@/app/(portal)/cards/card-lines";
import { AppLink } from "@/components/ui/control/app-link";
import { StateBadge } from "@/components/ui/display/badge";
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
import { readOpenCards } from "@/lib/users/leaving/open-cards";
import { readUser, type UserFacts } from "@/lib/users/queries";
import { readContact } from "@/lib/users/read-contact";
import { roleLabels } from "@/lib/users/user";
import { userHistory } from "@/lib/users/user-history";
import { isRestorable, restorableUntil } from "@/lib/users/with-removed";
import { peopleWords, userState, verbsOn } from "../user-text";
import { Invitation } from "./invitation";
import { UserFactList } from "./user-fact-list";
import { UserVerbs } from "./user-verbs";

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
  const holdsCards = user.role !== "operator";
  return (
    <>
      <PageHeader
        title={
          <>
            {user.name}
            <StateBadge boxed tone={userState(user).tone}>
              {userState(user).text}
            </StateBadge>
          </>
        }
        summary={
          holdsCards
            ? `${roleLabels[user.role]} · ${countText(user.cards, user.cardsIsCapped, "open card")}`
            : roleLabels[user.role]
        }
        {...(reachFor(actor, "user.see") === "account" && {
          back: { href: "/users", label: peopleWords(actor).title },
        })}
        actions={<UserVerbs actor={actor} user={user} openCards={openCards} currency={who.currency} />}
      />
      <div className="grid gap-8">
        {user.removedAt === null ? null : <Removed user={user} removedAt={user.removedAt} />}
        {verbs.issueCard && contact.phone === null && !contact.isKnownToIssuer ? (
          <PhoneMissing user={user} />
        ) : null}
        <UserFactList user={user} contact={contact} />
        {verbs.invite ? (
          <Invitation
            user={{ id: user.id, name: user.name, email: user.email }}
            worksUntil={user.invitedUntil}
          />
        ) : null}
        {holdsCards ? (
          <Section
            title="Cards"
            summary={countText(cards.total, cards.totalIsCapped, "card")}
            actions={
              <AppLink
                href={`/transactions?holder=${user.id}`}
                className="font-medium text-accent text-sm underline-offset-4 hover:underline"
              >
                Transactions
              </AppLink>
            }
          >
            {cards.rows.length > 0 ? (
              <CardLines page={cards} currency={who.currency} allHref={`/cards?holder=${user.id}`} />
            ) : (
              <p className="text-muted">
                {user.role === "analyst" ? "Analysts hold no cards." : "No cards yet."}
              </p>
            )}
          </Section>
        ) : null}
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

function Removed({ user, removedAt }: { user: UserFacts; removedAt: string }) {
  return (
    <Notice tone="info" title={`${user.name} was removed`}>
      <p>
        They can't sign in, and their email address can be invited again.{" "}
        {isRestorable(new Date(removedAt)) ? (
          <>
            They can be restored until <Time iso={restorableUntil(new Date(removedAt)).toISOString()} exact />
            .
          </>
        ) : null}
      </p>
    </Notice>
  );
}

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

const entriesAtOnce = 12;

async function UserHistory({ actor, userId, query }: { actor: Actor; userId: number; query: HistoryQuery }) {
  return (
    <History page={await userHistory(actor, userId, { ...query, pageSize: entriesAtOnce })} query={query} />
  );
}
