"use client";

import type { ReactNode } from "react";
import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge, type StateTone } from "@/components/ui/display/badge";
import { Initials } from "@/components/ui/display/initials";
import { Time } from "@/components/ui/display/time";

/** A person as text for the list. */
interface ShownUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly state: string;
  readonly tone: StateTone;
  readonly secondFactor: string;
  readonly secondFactorTone: StateTone;
  readonly cards: string;
  readonly lastSignInAt: string | null;
  readonly createdAt: string;
}

interface UserTableProps {
  rows: ShownUser[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  empty: ReactNode;
  label: string;
  /** Whether people like these can hold cards. */
  hasCards: boolean;
}

export function UserTable({ rows, sort, sortHrefs, empty, label, hasCards }: UserTableProps) {
  const hrefFor = ({ by, direction }: Sort) => sortHrefs[by]?.[direction] ?? "";
  return (
    <DataTable
      label={label}
      columns={hasCards ? columns : columnsWithoutCards}
      rows={rows}
      sort={sort}
      hrefFor={hrefFor}
      empty={empty}
    />
  );
}

const column = columnsOf<ShownUser>();

const columns = column.columns([
  column.accessor(
    ({ id, name, email }) => (
      <RowLink href={`/users/${id}`}>
        <Initials name={name} />
        <span className="truncate">{name}</span>
        <span className="shrink-100 truncate font-normal text-muted max-lg:hidden">{email}</span>
      </RowLink>
    ),
    { id: "name", header: "Name", meta: { sort: "ascending", phone: "title" } },
  ),
  column.accessor("role", { id: "role", header: "Role", meta: { width: 116 } }),
  column.accessor(({ tone, state }) => <StateBadge tone={tone}>{state}</StateBadge>, {
    id: "state",
    header: "State",
    meta: { phone: "aside", width: 156 },
  }),
  column.accessor(
    ({ secondFactorTone, secondFactor }) => <StateBadge tone={secondFactorTone}>{secondFactor}</StateBadge>,
    { id: "secondFactor", header: "Second factor", meta: { width: 168, from: 1152 } },
  ),
  column.accessor("cards", { id: "cards", header: "Open cards", meta: { align: "end", width: 116 } }),
  column.accessor(
    ({ lastSignInAt: at }) => (at === null ? <span className="text-muted">Never</span> : <Time iso={at} />),
    {
      id: "lastSignIn",
      header: "Last sign-in",
      meta: { align: "end", sort: "descending", width: 124 },
    },
  ),
  column.accessor(({ createdAt }) => <Time iso={createdAt} />, {
    id: "created",
    header: "Added",
    meta: { align: "end", sort: "descending", phone: "hidden", width: 104, from: 1152 },
  }),
]);

const columnsWithoutCards = columns.filter(({ id }) => id !== "cards" && id !== "role");
