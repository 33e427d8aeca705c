"use client";

import type { ReactNode } from "react";
import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge, type StateTone } from "@/components/ui/display/badge";
import { Time } from "@/components/ui/display/time";

/** A business as text for the list. */
interface ShownAccount {
  readonly id: string;
  readonly name: string;
  readonly ownerEmail: string;
  readonly state: string;
  readonly tone: StateTone;
  readonly balance: string | null;
  readonly balanceAsOf: string | null;
  readonly createdAt: string;
}

interface AccountTableProps {
  rows: ShownAccount[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  empty: ReactNode;
}

export function AccountTable({ rows, sort, sortHrefs, empty }: AccountTableProps) {
  const hrefFor = ({ by, direction }: Sort) => sortHrefs[by]?.[direction] ?? "";
  return (
    <DataTable label="Businesses" columns={columns} rows={rows} sort={sort} hrefFor={hrefFor} empty={empty} />
  );
}

const column = columnsOf<ShownAccount>();

const columns = column.columns([
  column.accessor(
    ({ id, name, ownerEmail }) => (
      <RowLink href={`/accounts/${id}`}>
        <span className="truncate">{name}</span>
        <span className="shrink-100 truncate font-normal text-muted max-lg:hidden">{ownerEmail}</span>
      </RowLink>
    ),
    { id: "name", header: "Business", meta: { sort: "ascending", phone: "title" } },
  ),
  column.accessor(({ tone, state }) => <StateBadge tone={tone}>{state}</StateBadge>, {
    id: "state",
    header: "State",
    meta: { phone: "aside", width: 148 },
  }),
  column.accessor(({ balance }) => balance ?? <span className="text-muted">Not known yet</span>, {
    id: "balance",
    header: "Balance",
    meta: { align: "end", width: 164 },
  }),
  column.accessor(
    ({ balanceAsOf: at }) => (at === null ? <span className="text-muted">–</span> : <Time iso={at} />),
    {
      id: "balanceAsOf",
      header: "As of",
      meta: { align: "end", width: 112 },
    },
  ),
  column.accessor(({ createdAt }) => <Time iso={createdAt} />, {
    id: "created",
    header: "Created",
    meta: { align: "end", sort: "descending", phone: "hidden", width: 104, from: 1152 },
  }),
]);
