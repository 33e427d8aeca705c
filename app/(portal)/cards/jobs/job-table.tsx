"use client";

import type { ReactNode } from "react";
import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge, type StateTone } from "@/components/ui/display/badge";
import { Time } from "@/components/ui/display/time";

/** A bulk job as text for the list. */
interface ShownJob {
  readonly id: string;
  readonly title: string;
  readonly fileName: string | null;
  readonly state: string;
  readonly tone: StateTone;
  readonly askedBy: string;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

interface JobTableProps {
  rows: ShownJob[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  empty: ReactNode;
}

export function JobTable({ rows, sort, sortHrefs, empty }: JobTableProps) {
  const hrefFor = ({ by, direction }: Sort) => sortHrefs[by]?.[direction] ?? "";
  return (
    <DataTable label="Bulk jobs" columns={columns} rows={rows} sort={sort} hrefFor={hrefFor} empty={empty} />
  );
}

const column = columnsOf<ShownJob>();

const columns = column.columns([
  column.accessor(
    ({ id, title, fileName }) => (
      <RowLink href={`/cards/jobs/${id}`}>
        <span className="truncate">{title}</span>
        {fileName === null ? null : (
          <span className="shrink-100 truncate font-normal text-muted">{fileName}</span>
        )}
      </RowLink>
    ),
    { id: "title", header: "Job", meta: { phone: "title" } },
  ),
  column.accessor(({ tone, state }) => <StateBadge tone={tone}>{state}</StateBadge>, {
    id: "state",
    header: "State",
    meta: { phone: "aside", width: 168 },
  }),
  column.accessor("askedBy", { header: "Started by", meta: { clipped: true, width: 148 } }),
  column.accessor(({ createdAt }) => <Time iso={createdAt} />, {
    id: "created",
    header: "Started",
    meta: { align: "end", sort: "descending", width: 104 },
  }),
  column.accessor(
    ({ endedAt: at }) => (at === null ? <span className="text-muted">Not yet</span> : <Time iso={at} />),
    {
      id: "ended",
      header: "Finished",
      meta: { align: "end", phone: "hidden", width: 104 },
    },
  ),
]);
