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
  readonly person: { readonly id: number | null; readonly name: string; readonly email: string } | null;
  readonly result: string;
  readonly tone: StateTone;
  readonly message: string | null;
}

interface ItemTableProps {
  rows: ShownItem[];
  empty: ReactNode;
  /** The job is about people, not cards. */
  isOfPeople: boolean;
}

/** The cards or people of a bulk job, each with the result. */
export function ItemTable({ rows, empty, isOfPeople }: ItemTableProps) {
  return isOfPeople ? (
    <DataTable label="People of this job" columns={personColumns} rows={rows} empty={empty} />
  ) : (
    <DataTable label="Cards of this job" columns={cardColumns} rows={rows} empty={empty} />
  );
}

const column = columnsOf<ShownItem>();

const result = [
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
] as const;

const personColumns = column.columns([
  column.accessor(({ person }) => <PersonOf person={person} />, {
    id: "person",
    header: "Person",
    meta: { phone: "title", width: 220 },
  }),
  column.accessor(({ person }) => person?.email ?? "", {
    id: "email",
    header: "Email",
    meta: { clipped: true, width: 240 },
  }),
  ...result,
]);

const cardColumns = column.columns([
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
  ...result,
]);

function PersonOf({ person }: Pick<ShownItem, "person">) {
  if (person === null) return null;
  if (person.id === null) return <span className="truncate">{person.name}</span>;
  return <RowLink href={`/users/${person.id}`}>{person.name}</RowLink>;
}

function CardOf({ item: { card, place } }: { item: ShownItem }) {
  if (card === null) return <span className="text-muted">Row {place}, no card yet</span>;
  return (
    <RowLink href={`/cards/${card.id}`}>
      <span className={card.memo === "" ? "truncate text-muted" : "truncate"}>{card.memo || "No memo"}</span>
      {card.lastFour === null ? null : <LastFour digits={card.lastFour} />}
    </RowLink>
  );
}
