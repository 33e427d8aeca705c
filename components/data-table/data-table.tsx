"use client";

import { type Column, useTable } from "@tanstack/react-table";
import { clsx } from "clsx";
import { type CSSProperties, type KeyboardEvent, type ReactNode, useState } from "react";
import { isShortcut } from "@/components/ui/control/is-shortcut";
import { Menu, MenuButton } from "@/components/ui/overlay/menu";
import type { MenuEntry } from "@/components/ui/overlay/menu-entry";
import { type Columns, features } from "./columns";
import { HeaderCell } from "./header-cell";
import { useList } from "./list";
import type { Sort } from "./list-href";
import { PageCheck, RowCheck } from "./row-checks";
import { roles } from "./table-roles";
import type { RowSelection } from "./use-selection";

interface DataTableProps<Row extends { id: string }> {
  /** What the rows are, for screen readers. */
  label: string;
  columns: Columns<Row>;
  rows: Row[];
  sort?: Sort | undefined;
  hrefFor?: ((sort: Sort) => string) | undefined;
  /** The actions of a row. The page that the first column links to must offer them too. */
  rowMenu?: { label: (row: Row) => string; items: (row: Row) => readonly MenuEntry[] };
  /** Makes rows selectable. Each checkbox is labeled with the row's name. */
  selection?: { rows: RowSelection; name: (row: Row) => string } | undefined;
  /** What single keys do with the focused row. */
  rowKeys?: Readonly<Record<string, (row: Row) => void>>;
  /** Shown when there are no rows. */
  empty: ReactNode;
}

/** The rows in the server's order. On a phone, each row is a card. */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { label, columns, rows, sort, hrefFor, rowMenu, selection, rowKeys, empty } = props;
  const table = useTable({ features, columns, data: rows });
  const cells = table.getAllLeafColumns().map(cellLook);
  const width = leastWidth(columns) + (selection ? buttonWidth : 0) + (rowMenu ? buttonWidth : 0);
  const [chosen, setChosen] = useState<{ row: Row; button: HTMLElement } | null>(null);
  const [open, setOpen] = useState(false);
  const { pending } = useList();

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const act = rowKeys && Object.hasOwn(rowKeys, event.key) ? rowKeys[event.key] : undefined;
    const element =
      event.target instanceof Element && isShortcut(event.nativeEvent)
        ? event.target.closest("[data-row]")
        : null;
    const row = element && rows[[...event.currentTarget.children].indexOf(element)];
    if (!act || !row) return;
    event.preventDefault();
    act(row);
  }

  if (rows.length === 0) return <div className="border-line border-y">{empty}</div>;
  return (
    <div
      aria-busy={pending}
      className={clsx("table-frame", width > maxWidth && "table-frame-wide", pending && "opacity-50")}
    >
      <table
        {...roles.table}
        aria-label={label}
        style={{ "--table-width": `${width}px` } as CSSProperties}
        className="w-full border-collapse max-sm:block sm:min-w-(--table-width) sm:table-fixed"
      >
        <thead {...roles.rowgroup} className="max-sm:block">
          {table.getHeaderGroups().map((group) => (
            <tr
              {...roles.row}
              key={group.id}
              className="border-line border-b max-sm:flex max-sm:gap-1 max-sm:overflow-x-auto max-sm:px-3 max-sm:py-1"
            >
              {selection ? (
                <th {...roles.columnheader} scope="col" className="table-head-look table-head-check">
                  <PageCheck rows={selection.rows} />
                </th>
              ) : null}
              {group.headers.map((header) => (
                <HeaderCell key={header.id} header={header} sort={sort} hrefFor={hrefFor} />
              ))}
              {rowMenu ? (
                <th {...roles.columnheader} scope="col" className="table-head-look w-10 max-sm:hidden">
                  <span className="sr-only">Actions</span>
                </th>
              ) : null}
            </tr>
          ))}
        </thead>
        <tbody {...roles.rowgroup} className="max-sm:block" onKeyDown={onKeyDown} onClick={openRow}>
          {rows.map((row) => (
            <BodyRow key={row.id} row={row} cells={cells} selection={selection}>
              {rowMenu ? (
                <td {...roles.cell} className="table-cell-menu">
                  <MenuButton
                    label={rowMenu.label(row)}
                    open={open && chosen?.row.id === row.id}
                    onOpen={(button) => {
                      setChosen({ row, button });
                      setOpen(true);
                    }}
                    className="dots"
                  />
                </td>
              ) : null}
            </BodyRow>
          ))}
        </tbody>
      </table>
      {rowMenu && chosen ? (
        <Menu anchor={chosen.button} open={open} onOpenChange={setOpen} items={rowMenu.items(chosen.row)} />
      ) : null}
    </div>
  );
}

// A press anywhere in a row does what a press on its link does, with the same keys held.
function openRow({ target, nativeEvent }: { target: EventTarget; nativeEvent: MouseEvent }): void {
  if (!(target instanceof Element) || target.closest("a, button, input, label")) return;
  if (!window.getSelection()?.isCollapsed) return;
  const link = target.closest("[data-row]")?.querySelector("th a");
  link?.dispatchEvent(new MouseEvent("click", nativeEvent));
}

const titleWidth = 160;
const buttonWidth = 40;

// A table that needs more than this scrolls in its own frame, and its head stays at the top of it.
const maxWidth = 740;

function leastWidth<Row extends { id: string }>(columns: Columns<Row>): number {
  const widths = columns.map(({ meta }) => (meta?.from ? 0 : (meta?.width ?? titleWidth)));
  return widths.reduce((sum, width) => sum + width, 0);
}

interface BodyRowProps<Row extends { id: string }> extends Pick<DataTableProps<Row>, "selection"> {
  row: Row;
  cells: readonly CellLook<Row>[];
  children: ReactNode;
}

function BodyRow<Row extends { id: string }>({ row, cells, selection, children }: BodyRowProps<Row>) {
  return (
    <tr {...roles.row} data-row className="table-row-look">
      {selection ? (
        <td {...roles.cell} className="table-cell-check">
          <RowCheck id={row.id} name={selection.name(row)} rows={selection.rows} />
        </td>
      ) : null}
      {cells.map(({ id, Tag, attributes, shows }) => (
        <Tag key={id} {...attributes}>
          {shows?.(row, 0) as ReactNode}
        </Tag>
      ))}
      {children}
    </tr>
  );
}

type CellLook<Row extends { id: string }> = ReturnType<typeof cellLook<Row>>;

// The look of a column is computed once, and no cell is a component or uses TanStack's cell object,
// because a page has hundreds of cells.
function cellLook<Row extends { id: string }>({
  id,
  accessorFn,
  columnDef: { header, meta },
}: Column<typeof features, Row>) {
  const phone = meta?.phone ?? "line";
  const isTitle = phone === "title";
  const attributes = {
    ...(isTitle ? roles.rowheader : roles.cell),
    "data-name": phone === "line" && typeof header === "string" ? header : undefined,
    className: clsx(
      "table-cell-look",
      meta?.align === "end" && "table-cell-end",
      `table-cell-${phone}`,
      meta?.from && `table-cell-from-${meta.from}`,
      meta?.clipped && "table-cell-clipped",
    ),
  };
  return { id, Tag: isTitle ? ("th" as const) : ("td" as const), attributes, shows: accessorFn };
}
