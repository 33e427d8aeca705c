"use client";

import { Snowflake, SquareArrowOutUpRight, Sun } from "lucide-react";
import { type ReactNode, useState } from "react";
import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge } from "@/components/ui/badge";
import { LastFour } from "@/components/ui/last-four";
import type { MenuEntry } from "@/components/ui/menu";
import { Time } from "@/components/ui/time";
import { cardName } from "./card-name";
import { FreezeCardDialog } from "./freeze-card-button";
import type { ShownCard } from "./shown-card";
import { UnfreezeCardDialog } from "./unfreeze-card-button";

interface CardTableProps {
  rows: ShownCard[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  empty: ReactNode;
}

/** The rows of the list, each with its verbs. */
export function CardTable({ rows, sort, sortHrefs, empty }: CardTableProps) {
  const [asked, setAsked] = useState<ShownCard | null>(null);
  const [open, setOpen] = useState(false);

  function itemsOf(card: ShownCard): MenuEntry[] {
    const ask = () => {
      setAsked(card);
      setOpen(true);
    };
    return [
      { label: "Open", icon: <SquareArrowOutUpRight aria-hidden="true" />, href: `/cards/${card.id}` },
      ...(card.verb === "freeze" ? [{ label: "Freeze", icon: <Snowflake aria-hidden="true" />, onSelect: ask }] : []),
      ...(card.verb === "unfreeze" ? [{ label: "Unfreeze", icon: <Sun aria-hidden="true" />, onSelect: ask }] : []),
    ];
  }

  return (
    <>
      <DataTable
        label="Cards"
        columns={columns}
        rows={rows}
        sort={sort}
        hrefFor={({ by, direction }) => sortHrefs[by]?.[direction] ?? ""}
        rowMenu={{ label: (card) => `Actions for ${cardName(card)}`, items: itemsOf }}
        empty={empty}
      />
      {asked?.verb === "freeze" ? <FreezeCardDialog key={asked.id} card={asked} open={open} onOpenChange={setOpen} /> : null}
      {asked?.verb === "unfreeze" ? <UnfreezeCardDialog key={asked.id} card={asked} open={open} onOpenChange={setOpen} /> : null}
    </>
  );
}

const column = columnsOf<ShownCard>();

const columns = column.columns([
  column.accessor("memo", {
    id: "memo",
    header: "Card",
    cell: ({ row: { original: card } }) => (
      <RowLink href={`/cards/${card.id}`}>
        <span className={card.memo === null ? "truncate text-muted" : "truncate"}>{card.memo ?? "No memo"}</span>
        {card.lastFour === null ? null : <LastFour digits={card.lastFour} />}
      </RowLink>
    ),
    meta: { sort: "ascending", phone: "title" },
  }),
  column.accessor("holder", { header: "Holder", cell: ({ getValue }) => <span className="block max-w-48 truncate">{getValue()}</span> }),
  column.accessor("state", {
    header: "State",
    cell: ({ row: { original: card } }) => <StateBadge tone={card.tone}>{card.state}</StateBadge>,
    meta: { phone: "aside" },
  }),
  column.accessor("kind", { header: "Type", meta: { phone: "hidden", onlyWide: true } }),
  column.accessor("limit", {
    header: "Spend limit",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">None</span>,
    meta: { align: "end" },
  }),
  column.accessor("createdAt", {
    id: "created",
    header: "Created",
    cell: ({ getValue }) => <Time iso={getValue()} />,
    meta: { align: "end", sort: "descending", phone: "hidden" },
  }),
]);
