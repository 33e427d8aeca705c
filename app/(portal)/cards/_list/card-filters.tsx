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
import { cardFormLabels, cardStatusLabels, cardTypeLabels } from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/card-row";
import { type CardColumn, cardColumns, usualCardColumns } from "@/lib/cards/list/card-columns";
import { type CardListQuery, cardListRules } from "@/lib/cards/list/card-list";
import type { Page } from "@/lib/lists/list-page";
import { hrefFor } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";

interface CardFiltersProps {
  actor: Actor;
  query: CardListQuery;
  page: Page<CardRow>;
  currency: string;
  columns: readonly CardColumn[];
  /** Filters that have no field in the toolbar. */
  chosen: readonly ChosenFilter[];
  /** The button that keeps the list as a view, where there is one. */
  saveView: ReactNode;
}

/** The toolbar of the list: search, filter fields, chips that remove the other filters, and the
 *  column chooser. */
export function CardFilters({ actor, query, page, currency, columns, chosen, saveView }: CardFiltersProps) {
  const { status, form, type } = query.filters;
  const seesPeople = reachFor(actor, "personal-data.see") !== undefined;
  const held = chosen.find(({ name }) => name === "holder")?.holderName;
  const holder = held === undefined ? undefined : { value: String(query.filters.holder), label: held };
  const href = `/cards${hrefFor(cardListRules, query, { end: "first" })}`;
  const mayExport = reachFor(actor, "card.export") && page.total > 0;
  return (
    <>
      <Toolbar
        path="/cards"
        search={{
          name: "search",
          label: seesPeople ? "Last four, memo or holder" : "Last four or memo",
          value: query.search ?? "",
        }}
        filters={[
          {
            name: "status",
            label: "State",
            value: status?.join() ?? "",
            options: choices(cardStatusLabels),
            several: true,
          },
          { name: "type", label: "Type", value: type ?? "", options: choices(cardTypeLabels) },
          { name: "form", label: "Form", value: form ?? "", options: choices(cardFormLabels) },
        ]}
        keep={keptParameters(cardListRules, query)}
        alsoNarrowedBy={otherFilters(query, inToolbar)}
        more={
          <>
            <SetFilters path="/cards" rules={cardListRules} query={query} chosen={chosen} />
            <MoreFilters href={href} filters={rareFilters} currency={currency} holder={holder} />
            {saveView}
          </>
        }
      >
        {mayExport ? <ExportButton count={countText(page.total, page.totalIsCapped, "card")} /> : null}
        <ColumnChooser columns={cardColumns} chosen={columns} usual={usualCardColumns} href={href} />
      </Toolbar>
      {mayExport ? (
        <ExportForm href={exportHref(cardListRules, query, "/api/cards/export", "memo", columns)} />
      ) : null}
    </>
  );
}

const rareFilters: RareFilters = {
  profiles: true,
  products: true,
  amounts: [
    ["limitFrom", "Limit from"],
    ["limitTo", "Limit up to"],
  ],
  days: [
    ["createdFrom", "Created from"],
    ["createdTo", "Created up to"],
    ["usedSince", "Used since"],
    ["notUsedSince", "Not used since"],
  ],
};

const inToolbar = ["status", "type", "form"];
