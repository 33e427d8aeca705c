import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { History, HistorySkeleton } from "@/app/(portal)/_history/history";
import { countText } from "@/app/(portal)/_lists/count-text";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { CardLines } from "@/app/(portal)/cards/card-lines";
import { ButtonLink } from "@/components/ui/control/button";
import { StateBadge } from "@/components/ui/display/badge";
import { Facts } from "@/components/ui/display/facts";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { type HistoryQuery, historyRules } from "@/lib/audit-log/history-list";
import type { Actor } from "@/lib/auth/actor";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { formatMoney } from "@/lib/money";
import { reachFor } from "@/lib/permissions";
import { limitResets } from "@/lib/spending-profiles/limit-words";
import { spendingProfileHistory } from "@/lib/spending-profiles/profile-history";
import { readSpendingProfile, type SpendingProfileFacts } from "@/lib/spending-profiles/queries";
import { limitFields, limitLabels } from "@/lib/spending-profiles/rules/profile-rules";
import { CategoryList } from "./category-list";
import { DeleteSpendingProfileButton } from "./delete-spending-profile-button";
import { RuleState } from "./rule-state";

export async function generateMetadata({
  params,
}: PageProps<"/spending-profiles/[spendingProfileId]">): Promise<Metadata> {
  const id = rowIdFrom((await params).spendingProfileId);
  const [, profile] = await loadPage(({ actor }) => readSpendingProfile(actor, id));
  return { title: profile.name };
}

/** A spending profile: its rules and their state at the issuer, the cards
 *  using it, and its history. */
export default async function SpendingProfilePage({
  params,
  searchParams,
}: PageProps<"/spending-profiles/[spendingProfileId]">) {
  const id = rowIdFrom((await params).spendingProfileId);
  const history = parseListQuery(historyRules, await searchParams);
  const [{ actor }, { profile, cards }] = await loadPage(async ({ actor }) => ({
    profile: await readSpendingProfile(actor, id),
    cards: await listCards(actor, parseListQuery(cardListRules, { profile: String(id), pageSize: "10" })),
  }));
  const waits = profile.rules.some(({ status }) => status === "waiting");
  return (
    <>
      <PageHeader
        back={{ href: "/spending-profiles", label: "Spending profiles" }}
        title={
          <>
            {profile.name}
            {waits ? (
              <StateBadge boxed tone="pending">
                Waiting for the issuer
              </StateBadge>
            ) : null}
          </>
        }
        summary={profile.description}
        actions={
          <>
            {reachFor(actor, "spending-profile.change") ? (
              <ButtonLink href={`/spending-profiles/${id}/change`}>
                <Pencil aria-hidden="true" />
                Edit
              </ButtonLink>
            ) : null}
            {reachFor(actor, "spending-profile.delete") ? (
              <DeleteSpendingProfileButton
                profile={{ id, name: profile.name, version: profile.version }}
                cardsLosingIt={cards.total}
                cardsText={countText(cards.total, cards.totalIsCapped, "card")}
              />
            ) : null}
          </>
        }
      />
      <div className="grid gap-8">
        <Section title="Limits" summary="For each card with this profile">
          <Limits profile={profile} />
        </Section>
        <Section title="Merchant categories">
          <CategoryList profile={profile} />
        </Section>
        <Section title="Cards using it" summary={countText(cards.total, cards.totalIsCapped, "card")}>
          {cards.rows.length > 0 ? (
            <CardLines page={cards} currency={profile.currency} allHref={`/cards?profile=${id}`} showHolder />
          ) : (
            <p className="text-muted">No cards use this profile yet.</p>
          )}
        </Section>
        <div id="history">
          <Section title="History">
            <Suspense key={JSON.stringify(history)} fallback={<HistorySkeleton />}>
              <ProfileHistory actor={actor} id={id} query={history} />
            </Suspense>
          </Section>
        </div>
      </div>
    </>
  );
}

const kindOfLimit = {
  perTransactionLimit: "per_transaction",
  dailyLimit: "daily",
  weeklyLimit: "weekly",
  monthlyLimit: "monthly",
  yearlyLimit: "yearly",
} as const;

function Limits({ profile }: { profile: SpendingProfileFacts }) {
  const items = limitFields.flatMap((field) => {
    const limit = profile.limits[field];
    if (limit === null) return [];
    const label = limitLabels[field];
    return [
      {
        term: label.charAt(0).toUpperCase() + label.slice(1),
        value: (
          <span className="grid items-baseline gap-x-6 gap-y-0.5 sm:grid-cols-[8rem_minmax(0,1fr)_auto]">
            <span className="font-medium">{formatMoney(BigInt(limit), profile.currency)}</span>
            <span className="text-muted text-sm">{limitResets[field]}</span>
            <RuleState rules={profile.rules} kind={kindOfLimit[field]} />
          </span>
        ),
      },
    ];
  });
  if (items.length === 0)
    return <p className="text-muted">No limits. Each card keeps its own, if it has one.</p>;
  return <Facts items={items} columns={1} />;
}

const entriesAtOnce = 12;

async function ProfileHistory({ actor, id, query }: { actor: Actor; id: number; query: HistoryQuery }) {
  return (
    <History
      page={await spendingProfileHistory(actor, id, { ...query, pageSize: entriesAtOnce })}
      query={query}
    />
  );
}
