import { Plus, SlidersHorizontal } from "lucide-react";
import type { Metadata } from "next";
import { countText, pageText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { pageLinks, shownSort, sortHrefs } from "@/app/(portal)/_lists/list-links";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { ButtonLink } from "@/components/ui/control/button";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { PageHeader } from "@/components/ui/layout/page-header";
import type { Actor } from "@/lib/auth/actor";
import { parseRowId } from "@/lib/fields/row-id";
import { parseListQuery } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";
import { type DeletedProfile, readDeletedProfile } from "@/lib/spending-profiles/deleted-profile";
import { listSpendingProfiles } from "@/lib/spending-profiles/queries";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list";
import { DeletedNotice } from "./deleted-notice";
import { ProfileState } from "./profile-state";
import { categoriesText, limitsText, limitTexts } from "./profile-text";
import { SpendingProfileTable } from "./spending-profile-table";

export const metadata: Metadata = { title: "Spending profiles" };

/** The profiles that the person may see. `?deleted=12` offers to restore one. */
export default async function SpendingProfilesPage({ searchParams }: PageProps<"/spending-profiles">) {
  const parameters = await searchParams;
  const query = parseListQuery(spendingProfileListRules, parameters);
  const [{ actor, currency }, { page, deleted }] = await loadPage(async ({ actor }) => ({
    page: await listSpendingProfiles(actor, query),
    deleted: await justDeleted(actor, parameters.deleted),
  }));
  const mayCreate = reachFor(actor, "spending-profile.create") !== undefined;
  return (
    <>
      <PageHeader
        title="Spending profiles"
        summary={countText(page.total, page.totalIsCapped, "profile")}
        actions={mayCreate ? <NewLink /> : null}
      />
      {deleted ? <DeletedNotice profile={deleted} lost={countText(deleted.cards, false, "card")} /> : null}
      <DroppedFilters
        rules={{ ...spendingProfileListRules, filters: { deleted: "id" } }}
        parameters={parameters}
      />
      <List>
        <SpendingProfileTable
          rows={page.rows.map((profile) => ({
            id: String(profile.id),
            name: profile.name,
            description: profile.description,
            limits: limitTexts(profile.limits, currency),
            limitsText: limitsText(profile.limits, currency),
            categories: categoriesText(profile.allowedCategories, profile.blockedCategories),
            state: <ProfileState profile={profile} />,
            cards: `${profile.cards}${profile.cardsIsCapped ? "+" : ""}`,
          }))}
          sort={shownSort(query)}
          sortHrefs={sortHrefs(spendingProfileListRules, query)}
          empty={
            <EmptyState
              icon={<SlidersHorizontal aria-hidden="true" />}
              title="No spending profiles yet"
              text={
                mayCreate
                  ? "A profile is a set of limits and merchant categories that you put on any number of cards."
                  : "A profile is a set of limits and merchant categories. None is on a card of yours."
              }
              action={mayCreate ? <NewLink /> : null}
            />
          }
        />
        <Pager
          summary={pageText(page, query, "profile")}
          {...pageLinks(spendingProfileListRules, query, page)}
        />
      </List>
    </>
  );
}

async function justDeleted(
  actor: Actor,
  wanted: string | string[] | undefined,
): Promise<DeletedProfile | null> {
  const id = parseRowId(wanted);
  if (id === undefined || !reachFor(actor, "spending-profile.restore")) return null;
  return readDeletedProfile(actor, id);
}

function NewLink() {
  return (
    <ButtonLink href="/spending-profiles/new">
      <Plus aria-hidden="true" />
      New profile
    </ButtonLink>
  );
}
