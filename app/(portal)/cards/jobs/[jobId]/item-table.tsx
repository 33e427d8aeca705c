"use client";

import type { ReactNode } from "react";
import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge, type StateTone } from "@/components/ui/display/badge";
import { LastFour } from "@/components/ui/display/last-four";

/** One card of a bulk job, as text for the job's page. */
interface ShownItem {
  readonly id: string;
  readonly place: number;
  readonly card: {
    readonly id: number;
    readonly memo: string;
    readonly lastFour: string | null;
    readonly holderName: string;
  } | null;
  readonly result: string;
  readonly tone: StateTone;
  readonly message: string | null;
}

/** The cards of a bulk job, each with its result. */
export function ItemTable({ rows, empty }: { rows: ShownItem[]; empty: ReactNode }) {
  return <DataTable label="Cards of this job" columns={columns} rows={rows} empty={empty} />;
}

const column = columnsOf<ShownItem>();

const columns = column.columns([
  column.accessor((item) => <CardOf item={item} />, {
    id: "card",
    header: "Card",
    meta: { phone: "title", width: 264 },
  }),
  column.accessor((item) => item.card?.holderName ?? "", {
    id: "holder",
    header: "Holder",
    meta: { clipped: true, width: 160, from: 1152 },
  }),
  column.accessor(({ tone, result }) => <StateBadge tone={tone}>{result}</StateBadge>, {
    id: "result",
    header: "Result",
    meta: { phone: "aside", width: 120 },
  }),
  column.accessor(
    ({ message }) => (message ? <span className="whitespace-normal text-muted">{message}</span> : null),
    {
      id: "message",
      header: "Why",
    },
  ),
]);

function CardOf({ item: { card, place } }: { item: ShownItem }) {
  if (card === null) return <span className="text-muted">Row {place}, no card yet</span>;
  return (
    <RowLink href={`/cards/${card.id}`}>
      <span className={card.memo === "" ? "truncate text-muted" : "truncate"}>{card.memo || "No memo"}</span>
      {card.lastFour === null ? null : <LastFour digits={card.lastFour} />}
    </RowLink>
  );
}
