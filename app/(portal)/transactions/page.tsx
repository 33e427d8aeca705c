import { ArrowLeftRight } from "lucide-react";
import type { Metadata } from "next";
import { countText, pageText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { pageLinks, shownSort, sortHrefs } from "@/app/(portal)/_lists/list-links";
import { type FixedView, SavedViews, SaveView } from "@/app/(portal)/_lists/saved-views";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { ButtonLink } from "@/components/ui/control/button";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { PageHeader } from "@/components/ui/layout/page-header";
import type { Counted } from "@/lib/lists/count-cache";
import { hrefFor, parseListQuery } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";
import { listSavedViews } from "@/lib/saved-views/queries";
import { viewQuery } from "@/lib/saved-views/saved-view";
import { countTransactions } from "@/lib/transactions/list/count-transactions";
import { listTransactions } from "@/lib/transactions/list/list-transactions";
import { parseTransactionColumns } from "@/lib/transactions/list/transaction-columns";
import { type TransactionListQuery, transactionListRules } from "@/lib/transactions/list/transaction-list";
import { chosenFilters } from "./_list/chosen-filters";
import { shownTransaction } from "./_list/shown-transaction";
import { TransactionFilters } from "./_list/transaction-filters";
import { TransactionTable } from "./_list/transaction-table";

export const metadata: Metadata = { title: "Transactions" };

/** All transactions that the person may see. */
export default async function TransactionsPage({ searchParams }: PageProps<"/transactions">) {
  const parameters = await searchParams;
  const query = parseListQuery(transactionListRules, parameters);
  const [who, [page, counts, views]] = await loadPage(({ actor }) =>
    Promise.all([
      listTransactions(actor, query),
      countTransactions(
        actor,
        usualViews.map(({ filters }) => filters),
      ),
      reachFor(actor, "saved-view.save") ? listSavedViews(actor, "transactions") : null,
    ]),
  );
  const { actor } = who;
  const columns = parseTransactionColumns(query.kept?.columns);
  const chosen = await chosenFilters(actor, query, page, who.currency);
  const viewed = viewQuery("transactions", hrefFor(transactionListRules, query));
  const fixed = fixedViews(counts);
  return (
    <>
      <PageHeader title="Transactions" summary={summaryOf(query, page, counts)} />
      <List>
        <DroppedFilters rules={transactionListRules} parameters={parameters} />
        <SavedViews path="/transactions" fixed={fixed} views={views ?? []} query={viewed} />
        <TransactionFilters
          actor={actor}
          query={query}
          page={page}
          currency={who.currency}
          columns={columns}
          chosen={chosen}
          saveView={
            views ? <SaveView list="transactions" fixed={fixed} views={views} query={viewed} /> : null
          }
        />
        <TransactionTable
          rows={page.rows.map(shownTransaction)}
          columns={columns}
          sort={shownSort(query)}
          sortHrefs={sortHrefs(transactionListRules, query)}
          empty={page.rows.length === 0 ? <NoTransactions query={query} /> : null}
        />
        <Pager
          summary={pageText(page, query, "transaction")}
          {...pageLinks(transactionListRules, query, page)}
        />
      </List>
    </>
  );
}

const usualViews = [
  { name: "Declined", filters: { status: "declined" } },
  { name: "Pending", filters: { status: "pending" } },
] as const;

const fixedViews = (counts: readonly Counted[]): FixedView[] => [
  { name: "All", query: "" },
  ...usualViews.map(({ name, filters }, n) => ({
    name,
    query: String(new URLSearchParams(filters)),
    count: numberText(counts[n]),
  })),
];

const numberText = ({ total, isCapped }: Counted = { total: 0, isCapped: false }) =>
  `${total.toLocaleString("en-US")}${isCapped ? "+" : ""}`;

const isNarrowed = (query: TransactionListQuery) =>
  query.search !== undefined || Object.keys(query.filters).length > 0;

function summaryOf(
  query: TransactionListQuery,
  { total, totalIsCapped }: { total: number; totalIsCapped: boolean },
  [declined]: readonly Counted[],
): string {
  const all = countText(total, totalIsCapped, "transaction");
  if (isNarrowed(query)) return `${all} found`;
  return declined && declined.total > 0 ? `${all} · ${numberText(declined)} declined` : all;
}

function NoTransactions({ query }: { query: TransactionListQuery }) {
  if (isNarrowed(query))
    return (
      <EmptyState
        title="No matching transactions"
        text="Try fewer filters, or another spelling."
        action={
          <ButtonLink href="/transactions" variant="outline" size="small">
            Show all transactions
          </ButtonLink>
        }
      />
    );
  return (
    <EmptyState
      icon={<ArrowLeftRight aria-hidden="true" />}
      title="No transactions yet"
      text="Purchases appear here as soon as somebody pays with a card, declined ones too."
    />
  );
}
