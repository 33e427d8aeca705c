import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { History, HistorySkeleton } from "@/app/(portal)/_history/history";
import { countText } from "@/app/(portal)/_lists/count-text";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { CardLines } from "@/app/(portal)/cards/card-lines";
import { ButtonLink } from "@/components/ui/control/button";
import { Notice } from "@/components/ui/layout/notice";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { type HistoryQuery, historyRules } from "@/lib/audit-log/history-list";
import type { Actor } from "@/lib/auth/actor";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";
import { spendingProfileHistory } from "@/lib/spending-profiles/profile-history";
import { readSpendingProfile, type SpendingProfileFacts } from "@/lib/spending-profiles/queries";
import {
  canActivate,
  canDeactivate,
  canDiscard,
  canShadow,
} from "@/lib/spending-profiles/rules/profile-rules";
import { ProfileState } from "../profile-state";
import { CategoryList } from "./category-list";
import { DeleteSpendingProfileButton } from "./delete-spending-profile-button";
import { type ProfileVerb, ProfileVerbs } from "./profile-verbs";
import { RuleTable } from "./rule-table";
import { VersionSteps } from "./version-steps";

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
  const cardsText = countText(cards.total, cards.totalIsCapped, "card");
  const isOnItsWay =
    profile.state === "draft" || profile.state === "shadow" || profile.state === "activating";
  const verbs = verbsFor(actor, profile);
  return (
    <>
      <PageHeader
        back={{ href: "/spending-profiles", label: "Spending profiles" }}
        title={
          <>
            {profile.name}
            <ProfileState profile={profile} boxed />
          </>
        }
        summary={profile.description}
        actions={
          <>
            <ProfileVerbs
              profile={{
                id,
                version: profile.version,
                name: profile.name,
                rulesVersion: profile.rulesVersion,
                cards: cardsText,
              }}
              verbs={verbs}
            />
            {reachFor(actor, "spending-profile.change") ? (
              <ButtonLink
                href={`/spending-profiles/${id}/change`}
                variant={verbs.includes("activate") ? "outline" : "solid"}
              >
                <Pencil aria-hidden="true" />
                Edit
              </ButtonLink>
            ) : null}
            {reachFor(actor, "spending-profile.delete") ? (
              <DeleteSpendingProfileButton
                profile={{ id, name: profile.name, version: profile.version }}
                cardsLosingIt={cards.total}
                cardsText={cardsText}
              />
            ) : null}
          </>
        }
      />
      <div className="grid gap-8">
        {profile.issuerMessage === null ? null : (
          <Notice tone="negative" title="The issuer refused this version">
            <p>
              {profile.issuerMessage} {profile.activeVersion === null ? "Nothing" : "The version before it"}{" "}
              holds. Edit the profile, then activate it again.
            </p>
          </Notice>
        )}
        {isOnItsWay ? (
          <Section
            title={`Version ${profile.rulesVersion}`}
            summary={
              profile.activeVersion === null
                ? "Declines nothing until it is active."
                : `Version ${profile.activeVersion} holds until it is active.`
            }
          >
            <VersionSteps profile={profile} />
          </Section>
        ) : null}
        <Section title="Rules" summary="Windows are calendar days, weeks, months and years in US Eastern.">
          <RuleTable profile={profile} />
        </Section>
        {profile.allowedCategories.length + profile.blockedCategories.length > 0 ? (
          <Section title="Merchant categories">
            <CategoryList profile={profile} />
          </Section>
        ) : null}
        <Section title="Cards using it" summary={cardsText}>
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

function verbsFor(actor: Actor, profile: SpendingProfileFacts): ProfileVerb[] {
  const { state: status, rulesVersion, activeVersion } = profile;
  const now = { status, rulesVersion, activeVersion };
  const can: Readonly<Record<ProfileVerb, boolean>> = {
    activate: canActivate(now),
    shadow: canShadow(now),
    discard: canDiscard(now),
    deactivate: canDeactivate(now),
  };
  return (Object.keys(can) as ProfileVerb[]).filter(
    (verb) => can[verb] && reachFor(actor, `spending-profile.${verb}`),
  );
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
