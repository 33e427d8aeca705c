import type { ReactNode } from "react";
import { countText } from "@/app/(portal)/_lists/count-text";
import { ExportButton, ExportForm } from "@/app/(portal)/_lists/export-list";
import type { ChosenFilter } from "@/app/(portal)/_lists/filter-names";
import { choices, exportHref, keptParameters, otherFilters } from "@/app/(portal)/_lists/list-links";
import type { RareFilters } from "@/app/(portal)/_lists/more-filter-fields";
import { MoreFilters } from "@/app/(portal)/_lists/more-filters";
import { SetFilters } from "@/app/(portal)/_lists/set-filters";
import { ColumnChooser } from "@/components/data-table/toolbar/column-chooser";
import { Toolbar } from "@/components/data-table/toolbar/toolbar";
import type { Actor } from "@/lib/auth/actor";
import type { Page } from "@/lib/lists/list-page";
import { hrefFor } from "@/lib/lists/list-query";
import { merchantCategoryGroups } from "@/lib/merchant-categories/merchant-categories";
import { reachFor } from "@/lib/permissions";
import {
  type TransactionColumn,
  transactionColumns,
  usualTransactionColumns,
} from "@/lib/transactions/list/transaction-columns";
import { type TransactionListQuery, transactionListRules } from "@/lib/transactions/list/transaction-list";
import { transactionStatusLabels } from "@/lib/transactions/transaction";
import type { TransactionRow } from "@/lib/transactions/transaction-row";

interface TransactionFiltersProps {
  actor: Actor;
  query: TransactionListQuery;
  page: Page<TransactionRow>;
  currency: string;
  columns: readonly TransactionColumn[];
  /** Filters that have no field in the toolbar. */
  chosen: readonly ChosenFilter[];
  /** The button that keeps the list as a view, where there is one. */
  saveView: ReactNode;
}

/** The toolbar of the list: search, filter fields, chips that remove the other filters, and the
 *  column chooser. */
export function TransactionFilters(props: TransactionFiltersProps) {
  const { actor, query, page, currency, columns, chosen, saveView } = props;
  const { status } = query.filters;
  const held = chosen.find(({ name }) => name === "holder")?.holderName;
  const holder = held === undefined ? undefined : { value: String(query.filters.holder), label: held };
  const href = `/transactions${hrefFor(transactionListRules, query, { end: "first" })}`;
  const mayExport = reachFor(actor, "transaction.export") && page.total > 0;
  return (
    <>
      <Toolbar
        path="/transactions"
        search={{
          name: "search",
          label: reachFor(actor, "personal-data.see") ? "Merchant, card or holder" : "Merchant or card",
          value: query.search ?? "",
        }}
        filters={[
          {
            name: "status",
            label: "Result",
            value: status?.join() ?? "",
            options: choices(transactionStatusLabels),
            several: true,
          },
        ]}
        keep={keptParameters(transactionListRules, query)}
        alsoNarrowedBy={otherFilters(query, inToolbar)}
        more={
          <>
            <SetFilters path="/transactions" rules={transactionListRules} query={query} chosen={chosen} />
            <MoreFilters href={href} filters={rareFilters} currency={currency} holder={holder} />
            {saveView}
          </>
        }
      >
        {mayExport ? <ExportButton count={countText(page.total, page.totalIsCapped, "transaction")} /> : null}
        <ColumnChooser
          columns={transactionColumns}
          chosen={columns}
          usual={usualTransactionColumns}
          href={href}
        />
      </Toolbar>
      {mayExport ? (
        <ExportForm
          href={exportHref(transactionListRules, query, "/api/transactions/export", "merchant", columns)}
        />
      ) : null}
    </>
  );
}

const categories = merchantCategoryGroups
  .flatMap((group) => group.categories)
  .map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));

const rareFilters: RareFilters = {
  profiles: true,
  choices: [["category", "Category", categories]],
  amounts: [
    ["amountFrom", "Amount from"],
    ["amountTo", "Amount up to"],
  ],
  days: [
    ["createdFrom", "Made from"],
    ["createdTo", "Made up to"],
  ],
};

const inToolbar = ["status"];
