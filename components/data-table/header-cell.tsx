"use client";

import { FlexRender, type Header } from "@tanstack/react-table";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { features } from "./columns";
import { useListLink } from "./list";
import type { Sort } from "./list-href";
import { roles } from "./table-roles";

interface HeaderCellProps<Row extends { id: string }> {
  header: Header<typeof features, Row>;
  sort?: Sort | undefined;
  hrefFor?: ((sort: Sort) => string) | undefined;
}

/** The title of a column, which sorts the list when the server can. */
export function HeaderCell<Row extends { id: string }>({ header, sort, hrefFor }: HeaderCellProps<Row>) {
  const { id, columnDef } = header.column;
  const look = columnDef.meta;
  const sortable = Boolean(look?.sort && hrefFor);
  const by = look?.sortBy ?? id;
  return (
    <th
      {...roles.columnheader}
      scope="col"
      aria-sort={sort?.by === by ? sort.direction : undefined}
      style={{ width: look?.width }}
      className={clsx(
        "table-head-look h-9 whitespace-nowrap px-3 font-medium text-muted text-sm sm:first:ps-2 sm:last:pe-2 max-sm:h-10 max-sm:px-1",
        look?.align === "end" ? "text-end" : "text-start",
        !sortable && "max-sm:hidden",
        look?.from && `table-cell-from-${look.from}`,
      )}
    >
      {look?.sort && hrefFor ? (
        <SortLink by={by} first={look.sort} sort={sort} hrefFor={hrefFor} header={header} />
      ) : (
        <FlexRender header={header} />
      )}
    </th>
  );
}

type SortLinkProps<Row extends { id: string }> = HeaderCellProps<Row> & {
  by: string;
  first: Sort["direction"];
  hrefFor: (sort: Sort) => string;
};

function SortLink<Row extends { id: string }>({ header, by, first, sort, hrefFor }: SortLinkProps<Row>) {
  const follow = useListLink();
  const now = sort?.by === by ? sort.direction : undefined;
  const next = now === "ascending" ? "descending" : now === "descending" ? "ascending" : first;
  const Arrow = (now ?? first) === "ascending" ? ArrowUp : ArrowDown;
  return (
    <a
      href={hrefFor({ by, direction: next })}
      onClick={follow}
      className={clsx(
        "group/sort inline-flex h-7 items-center gap-1 rounded-control hover:text-ink max-sm:h-8 max-sm:px-2",
        header.column.columnDef.meta?.align === "end" && "flex-row-reverse",
        now && "text-ink max-sm:bg-pressed",
      )}
    >
      <FlexRender header={header} />
      <Arrow
        aria-hidden="true"
        className={clsx("size-3.5", !now && "opacity-0 group-hover/sort:opacity-60 max-sm:hidden")}
      />
    </a>
  );
}
