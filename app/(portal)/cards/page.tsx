import { CreditCard, Plus } from "lucide-react";
import type { Metadata } from "next";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Actor } from "@/lib/auth/actor";
import { type CardListQuery, cardListRules } from "@/lib/cards/card-list";
import { cardsByStatus, listCards, type StatusCount } from "@/lib/cards/queries";
import type { Page } from "@/lib/list-page";
import { parseListQuery } from "@/lib/list-query";
import { reachFor } from "@/lib/permissions";
import { countText, pageText } from "../count-text";
import { forPage } from "../for-page";
import { sortHrefs, waysOn } from "../list-links";
import { CardFilters } from "./card-filters";
import { CardTable } from "./card-table";
import { shownCard } from "./shown-card";

export const metadata: Metadata = { title: "Cards" };

/** Every card that the person may see. */
export default async function CardsPage({ searchParams }: PageProps<"/cards">) {
  const query = parseListQuery(cardListRules, await searchParams);
  const [who, [page, frozen]] = await forPage(({ actor }) =>
    Promise.all([listCards(actor, query), isNarrowed(query) ? [] : cardsByStatus(actor, ["frozen"])]),
  );
  const { actor } = who;
  return (
    <>
      <PageHeader title="Cards" summary={summaryOf(page, frozen[0])} actions={mayIssue(actor) ? <IssueLink /> : null} />
      <List>
        <CardFilters actor={actor} query={query} page={page} />
        <CardTable
          rows={page.rows.map((card) => shownCard(actor, card, who.currency))}
          sort={{ by: query.sort.by, direction: query.sort.direction === "asc" ? "ascending" : "descending" }}
          sortHrefs={sortHrefs(cardListRules, query)}
          empty={<NoCards query={query} mayIssue={mayIssue(actor)} />}
        />
        <Pager summary={pageText(page, query, "card")} {...waysOn(cardListRules, query, page)} />
      </List>
    </>
  );
}

const mayIssue = (actor: Actor) => reachFor(actor, "card.issue") !== undefined;

const isNarrowed = (query: CardListQuery) => query.search !== undefined || Object.keys(query.filters).length > 0;

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
        title="No card fits"
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
      text={mayIssue ? "Issue the first card to somebody of your business." : "Ask an owner or admin of your business for a card."}
      action={mayIssue ? <IssueLink /> : null}
    />
  );
}
