"use client";

import { Snowflake, SquareArrowOutUpRight, Sun } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { countText } from "@/app/(portal)/_lists/count-text";
import { FreezeCardDialog } from "@/app/(portal)/cards/_verbs/freeze-card-button";
import { UnfreezeCardDialog } from "@/app/(portal)/cards/_verbs/unfreeze-card-button";
import { checkCards } from "@/app/(portal)/cards/jobs/check-cards";
import { type ColumnLook, type Columns, columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import type { Selection } from "@/components/data-table/selection";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { useSelection } from "@/components/data-table/use-selection";
import { StateBadge } from "@/components/ui/display/badge";
import { LastFour } from "@/components/ui/display/last-four";
import { Time } from "@/components/ui/display/time";
import type { MenuEntry } from "@/components/ui/overlay/menu-entry";
import { cardName } from "@/lib/cards/card";
import { type CardColumn, cardColumns, usualCardColumns } from "@/lib/cards/list/card-columns";
import type { ShownCard } from "./shown-card";

export interface CardTableProps {
  rows: ShownCard[];
  columns: readonly CardColumn[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  /** The whole list, over all pages: the search part of its address without sort and position,
   *  and the number of cards as text. */
  listed: { readonly narrowing: string; readonly total: string; readonly hasMore: boolean };
  empty: ReactNode;
  /** Renders the actions for the selected cards. Without it, cards cannot be selected. */
  bulkVerbs?: (selection: Selection, clear: () => void) => ReactNode;
}

/** The rows of the list, each with its actions. */
export function CardTable({
  rows,
  columns: chosen,
  sort,
  sortHrefs,
  listed,
  empty,
  bulkVerbs,
}: CardTableProps) {
  const [asked, setAsked] = useState<ShownCard | null>(null);
  const [open, setOpen] = useState(false);
  const ids = rows.map(({ id }) => id);
  const selected = useSelection(ids, listed.narrowing, findAllCards);
  const shown = useMemo(() => columnsFor(chosen), [chosen]);

  function ask(card: ShownCard) {
    setAsked(card);
    setOpen(true);
  }

  function itemsOf(card: ShownCard): MenuEntry[] {
    return [
      { label: "Open", icon: <SquareArrowOutUpRight aria-hidden="true" />, href: `/cards/${card.id}` },
      ...(card.verb === "freeze"
        ? [{ label: "Freeze", icon: <Snowflake aria-hidden="true" />, onSelect: () => ask(card) }]
        : []),
      ...(card.verb === "unfreeze"
        ? [{ label: "Unfreeze", icon: <Sun aria-hidden="true" />, onSelect: () => ask(card) }]
        : []),
    ];
  }

  return (
    <>
      <DataTable
        label="Cards"
        columns={shown}
        rows={rows}
        sort={sort}
        hrefFor={({ by, direction }) => sortHrefs[by]?.[direction] ?? ""}
        rowMenu={{ label: (card) => `Actions for ${cardName(card)}`, items: itemsOf }}
        selection={bulkVerbs && { rows: selected, name: cardName }}
        rowKeys={{ f: (card) => card.verb === "freeze" && ask(card) }}
        empty={empty}
      />
      {bulkVerbs ? (
        <SelectionBar
          rows={selected}
          all={listed.total}
          hasMore={listed.hasMore}
          counted={(count) => countText(count, false, "card")}
        >
          {bulkVerbs(selected.selection, selected.clear)}
        </SelectionBar>
      ) : null}
      {asked?.verb === "freeze" ? (
        <FreezeCardDialog key={asked.id} card={asked} open={open} onOpenChange={setOpen} />
      ) : null}
      {asked?.verb === "unfreeze" ? (
        <UnfreezeCardDialog key={asked.id} card={asked} open={open} onOpenChange={setOpen} />
      ) : null}
    </>
  );
}

const findAllCards = async (query: string) => (await checkCards({ cards: { query } })).ids.map(String);

const column = columnsOf<ShownCard>();

const none = <span className="text-muted">None</span>;

const columns = {
  lastFour: column.accessor(({ lastFour }) => (lastFour === null ? none : <LastFour digits={lastFour} />), {
    id: "lastFour",
    header: cardColumns.lastFour,
    meta: { width: 96 },
  }),
  holder: column.accessor("holder", {
    header: cardColumns.holder,
    meta: { clipped: true, sort: "ascending", width: 148 },
  }),
  status: column.accessor(({ tone, state }) => <StateBadge tone={tone}>{state}</StateBadge>, {
    id: "status",
    header: cardColumns.status,
    meta: { sort: "ascending", sortBy: "state", phone: "aside", width: 116 },
  }),
  cardType: plainColumn("cardType", { sort: "ascending", sortBy: "type", phone: "hidden", width: 156 }),
  form: plainColumn("form", { width: 96 }),
  profile: plainColumn("profile", { width: 148 }),
  product: plainColumn("product", { width: 148 }),
  limit: column.accessor(({ limit }) => limit ?? none, {
    id: "limit",
    header: cardColumns.limit,
    meta: { align: "end", sort: "descending", width: 176 },
  }),
  lastUsed: column.accessor(
    ({ more: { lastUsed } }) =>
      lastUsed ? <Time iso={lastUsed} /> : <span className="text-muted">Never</span>,
    {
      id: "lastUsed",
      header: cardColumns.lastUsed,
      meta: { align: "end", sort: "descending", width: 104 },
    },
  ),
  created: column.accessor(({ createdAt }) => <Time iso={createdAt} />, {
    id: "created",
    header: cardColumns.created,
    meta: { align: "end", sort: "descending", phone: "hidden", width: 104 },
  }),
} as const;

function plainColumn(name: CardColumn, meta: ColumnLook = {}) {
  return column.accessor(({ more }) => more[name] ?? none, {
    id: name,
    header: cardColumns[name],
    meta: { clipped: true, ...meta },
  });
}

function memoColumn(hasLastFour: boolean) {
  return column.accessor(
    ({ id, memo, lastFour }) => (
      <RowLink href={`/cards/${id}`}>
        <span className={memo === null ? "truncate text-muted" : "truncate"}>{memo ?? "No memo"}</span>
        {lastFour === null || !hasLastFour ? null : <LastFour digits={lastFour} />}
      </RowLink>
    ),
    { id: "memo", header: cardColumns.memo, meta: { sort: "ascending", phone: "title" } },
  );
}

// The card column is always shown, because it links to the card. A column that somebody chose stays
// in a narrow window.
function columnsFor(chosen: readonly CardColumn[]): Columns<ShownCard> {
  const all = chosen.includes("memo") ? chosen : (["memo", ...chosen] as const);
  const isUsual = chosen.join() === usualCardColumns.join();
  return all.map((name) => {
    if (name === "memo") return memoColumn(!chosen.includes("lastFour"));
    const shown = columns[name];
    const from = isUsual ? leaving[name] : undefined;
    return from ? { ...shown, meta: { ...shown.meta, from } } : shown;
  });
}

const leaving: Partial<Record<CardColumn, ColumnLook["from"]>> = { cardType: 1360, created: 900 };
