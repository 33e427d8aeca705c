"use client";

import type { ReactNode } from "react";
import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge, type StateTone } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";

/** A bulk job as the list shows it, in words. */
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

/** The rows of the list of bulk jobs. */
export function JobTable({ rows, sort, sortHrefs, empty }: JobTableProps) {
  const hrefFor = ({ by, direction }: Sort) => sortHrefs[by]?.[direction] ?? "";
  return <DataTable label="Bulk jobs" columns={columns} rows={rows} sort={sort} hrefFor={hrefFor} empty={empty} />;
}

const column = columnsOf<ShownJob>();

const columns = column.columns([
  column.accessor("title", {
    header: "Job",
    cell: ({ row: { original: job } }) => (
      <RowLink href={`/cards/jobs/${job.id}`}>
        <span className="truncate">{job.title}</span>
        {job.fileName === null ? null : <span className="truncate font-normal text-muted">{job.fileName}</span>}
      </RowLink>
    ),
    meta: { phone: "title" },
  }),
  column.accessor("state", {
    header: "State",
    cell: ({ row: { original: job } }) => <StateBadge tone={job.tone}>{job.state}</StateBadge>,
    meta: { phone: "aside" },
  }),
  column.accessor("askedBy", { header: "Asked for by" }),
  column.accessor("createdAt", {
    id: "created",
    header: "Started",
    cell: ({ getValue }) => <Time iso={getValue()} />,
    meta: { align: "end", sort: "descending" },
  }),
  column.accessor("endedAt", {
    header: "Ended",
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? <span className="text-muted">Not yet</span> : <Time iso={at} />;
    },
    meta: { align: "end", phone: "hidden" },
  }),
]);
