"use client";

import type { ReactNode } from "react";
import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge, type StateTone } from "@/components/ui/badge";
import { Initials } from "@/components/ui/initials";
import { Time } from "@/components/ui/time";

/** A person as the list shows them, in words. */
interface ShownUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly state: string;
  readonly tone: StateTone;
  readonly cards: string;
  readonly lastSignInAt: string | null;
  readonly createdAt: string;
}

interface UserTableProps {
  rows: ShownUser[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  empty: ReactNode;
}

/** The rows of the list of people. */
export function UserTable({ rows, sort, sortHrefs, empty }: UserTableProps) {
  const hrefFor = ({ by, direction }: Sort) => sortHrefs[by]?.[direction] ?? "";
  return <DataTable label="People" columns={columns} rows={rows} sort={sort} hrefFor={hrefFor} empty={empty} />;
}

const column = columnsOf<ShownUser>();

const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    cell: ({ row: { original: user } }) => (
      <RowLink href={`/users/${user.id}`}>
        <Initials name={user.name} />
        <span className="truncate">{user.name}</span>
        <span className="truncate font-normal text-muted max-lg:hidden">{user.email}</span>
      </RowLink>
    ),
    meta: { sort: "ascending", phone: "title" },
  }),
  column.accessor("role", { header: "Role" }),
  column.accessor("state", {
    header: "State",
    cell: ({ row: { original: user } }) => <StateBadge tone={user.tone}>{user.state}</StateBadge>,
    meta: { phone: "aside" },
  }),
  column.accessor("cards", { header: "Open cards", meta: { align: "end" } }),
  column.accessor("lastSignInAt", {
    header: "Last sign-in",
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? <span className="text-muted">Never</span> : <Time iso={at} />;
    },
    meta: { align: "end" },
  }),
  column.accessor("createdAt", {
    id: "created",
    header: "Added",
    cell: ({ getValue }) => <Time iso={getValue()} />,
    meta: { align: "end", sort: "descending", phone: "hidden", onlyWide: true },
  }),
]);
