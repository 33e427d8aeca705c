import { CreditCard, Plus } from "lucide-react";
import type { Metadata } from "next";
import { countText, pageText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { pageLinks, shownSort, sortHrefs } from "@/app/(portal)/_lists/list-links";
import { SavedViews, SaveView } from "@/app/(portal)/_lists/saved-views";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { CardFilters } from "@/app/(portal)/cards/_list/card-filters";
import { CardTable } from "@/app/(portal)/cards/_list/card-table";
import { chosenFilters } from "@/app/(portal)/cards/_list/chosen-filters";
import { SelectableCardTable } from "@/app/(portal)/cards/_list/selectable-card-table";
import { shownCard } from "@/app/(portal)/cards/_list/shown-card";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { ButtonLink } from "@/components/ui/control/button";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { PageHeader } from "@/components/ui/layout/page-header";
import type { Actor } from "@/lib/auth/actor";
import { bulkJobListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { listBulkJobs } from "@/lib/bulk-jobs/queries";
import { parseCardColumns } from "@/lib/cards/list/card-columns";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list";
import { cardsByStatus, type StatusCount } from "@/lib/cards/list/cards-by-status";
import { listCards } from "@/lib/cards/list/list-cards";
import type { Page } from "@/lib/lists/list-page";
import { hrefFor, parseListQuery } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";
import { listSavedViews } from "@/lib/saved-views/queries";
import { viewQuery } from "@/lib/saved-views/saved-view";
import { JobsLink } from "./jobs/jobs-link";

export const metadata: Metadata = { title: "Cards" };

/** All cards that the person may see. */
export default async function CardsPage({ searchParams }: PageProps<"/cards">) {
  const parameters = await searchParams;
  const query = parseListQuery(cardListRules, parameters);
  const [who, [page, frozen, views, runningJobs]] = await loadPage(({ actor }) =>
    Promise.all([
      listCards(actor, query),
      isNarrowed(query) ? [] : cardsByStatus(actor, ["frozen"], maxFrozenCounted),
      mayKeepViews(actor) ? listSavedViews(actor, "cards") : null,
      maySeeJobs(actor) ? listBulkJobs(actor, ofRunningJobs) : null,
    ]),
  );
  const { actor } = who;
  const chosen = await chosenFilters(actor, query, page, who.currency);
  const columns = parseCardColumns(query.kept?.columns);
  const viewed = viewQuery("cards", hrefFor(cardListRules, query));
  const table = {
    rows: page.rows.map((card) => shownCard(actor, card, who.currency, columns)),
    columns,
    listed: {
      narrowing: narrowingOf(query),
      total: countText(page.total, page.totalIsCapped, "card"),
      hasMore: page.next !== null || page.previous !== null,
    },
    sort: shownSort(query),
    sortHrefs: sortHrefs(cardListRules, query),
    empty: page.rows.length === 0 ? <NoCards query={query} mayIssue={mayIssue(actor)} /> : null,
  } as const;
  return (
    <>
      <PageHeader
        title="Cards"
        summary={summaryOf(page, frozen[0])}
        actions={
          <>
            {runningJobs ? <JobsLink running={runningJobs} /> : null}
            {mayIssue(actor) ? <IssueLink /> : null}
          </>
        }
      />
      <List>
        <DroppedFilters rules={cardListRules} parameters={parameters} />
        {views ? <SavedViews path="/cards" fixed={fixedViews} views={views} query={viewed} /> : null}
        <CardFilters
          actor={actor}
          query={query}
          page={page}
          currency={who.currency}
          columns={columns}
          chosen={chosen}
          saveView={views ? <SaveView list="cards" fixed={fixedViews} views={views} query={viewed} /> : null}
        />
        {mayDoToMany(actor) ? (
          <SelectableCardTable {...table} currency={who.currency} />
        ) : (
          <CardTable {...table} />
        )}
        <Pager summary={pageText(page, query, "card")} {...pageLinks(cardListRules, query, page)} />
      </List>
    </>
  );
}

const fixedViews = [{ name: "All cards", query: "" }];

// Counting beyond this takes as long as reading the page.
const maxFrozenCounted = 1_000;

const ofRunningJobs = parseListQuery(bulkJobListRules, { status: "running", pageSize: "1" });

const maySeeJobs = (actor: Actor) => reachFor(actor, "bulk-job.see") !== undefined;

const mayIssue = (actor: Actor) => reachFor(actor, "card.issue") !== undefined;

const mayDoToMany = (actor: Actor) => reachFor(actor, "bulk-job.start") !== undefined;

const mayKeepViews = (actor: Actor) => reachFor(actor, "saved-view.save") !== undefined;

function narrowingOf({ search, filters, zone }: CardListQuery): string {
  const query = { ...parseListQuery(cardListRules, {}), filters, ...(zone !== undefined && { zone }) };
  return hrefFor(cardListRules, search === undefined ? query : { ...query, search }).slice(1);
}

const isNarrowed = (query: CardListQuery) =>
  query.search !== undefined || Object.keys(query.filters).length > 0;

function summaryOf({ total, totalIsCapped }: Page<unknown>, frozen: StatusCount | undefined): string {
  const all = countText(total, totalIsCapped, "card");
  if (frozen === undefined) return `${all} found`;
  return frozen.count > 0 ? `${all} · ${countText(frozen.count, frozen.isCapped, "frozen", "frozen")}` : all;
}

function IssueLink() {
  return (
    <ButtonLink href="/cards/new">
      <Plus aria-hidden="true" />
      Issue card
    </ButtonLink>
  );
}

function NoCards({ query, mayIssue }: { query: CardListQuery; mayIssue: boolean }) {
  if (isNarrowed(query))
    return (
      <EmptyState
        title="No matching cards"
        text="Try fewer filters, or another spelling."
        action={
          <ButtonLink href="/cards" variant="outline" size="small">
            Show all cards
          </ButtonLink>
        }
      />
    );
  return (
    <EmptyState
      icon={<CreditCard aria-hidden="true" />}
      title="No cards yet"
      text={
        mayIssue
          ? "Issue the first card to someone in your business."
          : "Ask an owner or admin of your business for a card."
      }
      action={mayIssue ? <IssueLink /> : null}
    />
  );
}
