"use client";

import type { ReactNode } from "react";
import { type ColumnLook, columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import type { LimitField } from "@/lib/spending-profiles/rules/profile-rules";

/** A profile as text for the list. */
interface ShownProfile {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** Each limit as an amount, and all limits in one line. */
  readonly limits: Readonly<Record<LimitField, string | null>>;
  readonly limitsText: string | null;
  readonly categories: string;
  readonly state: ReactNode;
  readonly cards: string;
}

interface SpendingProfileTableProps {
  rows: ShownProfile[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  empty: ReactNode;
}

export function SpendingProfileTable({ rows, sort, sortHrefs, empty }: SpendingProfileTableProps) {
  const hrefFor = ({ by, direction }: Sort) => sortHrefs[by]?.[direction] ?? "";
  return (
    <DataTable
      label="Spending profiles"
      columns={columns}
      rows={rows}
      sort={sort}
      hrefFor={hrefFor}
      empty={empty}
    />
  );
}

const column = columnsOf<ShownProfile>();

const columns = column.columns([
  column.accessor(
    (profile) => (
      <>
        <RowLink href={`/spending-profiles/${profile.id}`}>
          <span className="truncate">{profile.name}</span>
          <span className="shrink-100 truncate font-normal text-muted max-[1700px]:hidden">
            {profile.description}
          </span>
        </RowLink>
        <span className="block whitespace-normal text-muted text-sm tabular-nums sm:hidden">
          {profile.limitsText ?? "No limits"}
        </span>
      </>
    ),
    { id: "name", header: "Name", meta: { sort: "ascending", phone: "title" } },
  ),
  limitColumn("perTransactionLimit", "Per purchase"),
  limitColumn("dailyLimit", "Per day"),
  limitColumn("weeklyLimit", "Per week", { from: 1360 }),
  limitColumn("monthlyLimit", "Per month"),
  limitColumn("yearlyLimit", "Per year", { from: 1360 }),
  column.accessor("categories", { header: "Categories", meta: { clipped: true, width: 132, from: 1152 } }),
  column.accessor("state", { header: "State", meta: { width: 132 } }),
  column.accessor("cards", { header: "Open cards", meta: { align: "end", width: 104 } }),
]);

function limitColumn(field: LimitField, header: string, look: ColumnLook = {}) {
  return column.accessor(({ limits }) => limits[field] ?? <span className="text-muted">–</span>, {
    id: field,
    header,
    meta: { align: "end", phone: "hidden", width: 112, ...look },
  });
}
