"use client";

import { Paperclip, ReceiptText } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { type ColumnLook, type Columns, columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import type { Sort } from "@/components/data-table/list-href";
import { RowLink } from "@/components/data-table/row-link";
import { StateBadge } from "@/components/ui/display/badge";
import { LastFour } from "@/components/ui/display/last-four";
import { Money } from "@/components/ui/display/money";
import { Time } from "@/components/ui/display/time";
import {
  type TransactionColumn,
  transactionColumns as titles,
  usualTransactionColumns,
} from "@/lib/transactions/list/transaction-columns";
import type { ShownTransaction } from "./shown-transaction";

interface TransactionTableProps {
  rows: ShownTransaction[];
  columns: readonly TransactionColumn[];
  sort: Sort;
  sortHrefs: Readonly<Record<string, Readonly<Record<Sort["direction"], string>>>>;
  empty: ReactNode;
}

/** The rows of the list. */
export function TransactionTable({ rows, columns, sort, sortHrefs, empty }: TransactionTableProps) {
  const shown = useMemo(() => columnsFor(columns), [columns]);
  return (
    <DataTable
      label="Transactions"
      columns={shown}
      rows={rows}
      sort={sort}
      hrefFor={({ by, direction }) => sortHrefs[by]?.[direction] ?? ""}
      empty={empty}
    />
  );
}

const column = columnsOf<ShownTransaction>();

const none = <span className="text-muted">None</span>;

const columns = {
  category: textColumn("category", { width: 176 }),
  place: textColumn("place", { width: 212 }),
  card: column.accessor(
    ({ card: { memo, lastFour } }) => (
      <span className="flex min-w-0 items-center gap-2 sm:w-full">
        <span className={memo === null ? "truncate text-muted" : "truncate"}>{memo ?? "No memo"}</span>
        {lastFour === null ? null : <LastFour digits={lastFour} />}
      </span>
    ),
    { id: "card", header: titles.card, meta: { width: 212 } },
  ),
  holder: textColumn("holder", { width: 140, phone: "hidden" }),
  profile: textColumn("profile", { width: 148 }),
  result: column.accessor(
    ({ tone, state, reason }) => (
      <span className="flex min-w-0 items-center gap-2 max-sm:flex-col max-sm:items-end max-sm:gap-0 sm:w-full">
        <StateBadge tone={tone}>{state}</StateBadge>
        {reason === null ? null : (
          <span className="min-w-0 truncate text-muted text-sm max-sm:text-negative max-sm:[white-space:normal]">
            {reason}
          </span>
        )}
      </span>
    ),
    { id: "result", header: titles.result, meta: { width: 304 } },
  ),
  amount: column.accessor(
    ({ amount: { text, isMuted } }) => (
      <span className={isMuted ? "text-muted" : "font-medium"}>
        <Money text={text} />
      </span>
    ),
    {
      id: "amount",
      header: titles.amount,
      meta: { align: "end", sort: "descending", width: 112, phone: "aside" },
    },
  ),
  merchantAmount: column.accessor(({ merchantAmount }) => merchantAmount, {
    id: "merchantAmount",
    header: titles.merchantAmount,
    meta: { align: "end", width: 140 },
  }),
  receipt: column.accessor(({ receipt }) => receiptMark(receipt), {
    id: "receipt",
    header: titles.receipt,
    meta: { width: 92 },
  }),
  created: column.accessor(({ createdAt }) => <Time iso={createdAt} />, {
    id: "created",
    header: titles.created,
    meta: { align: "end", sort: "descending", width: 104 },
  }),
} as const;

function textColumn(name: "category" | "place" | "holder" | "profile", meta: ColumnLook) {
  return column.accessor((row) => row[name] ?? none, {
    id: name,
    header: titles[name],
    meta: { clipped: true, ...meta },
  });
}

function receiptMark(receipt: ShownTransaction["receipt"]): ReactNode {
  if (receipt === "attached")
    return (
      <>
        <Paperclip aria-hidden="true" className="size-4 text-muted" />
        <span className="sr-only">Attached</span>
      </>
    );
  if (receipt === "none") return null;
  return (
    <span className="inline-flex items-center gap-1.5 text-sm text-warning">
      <ReceiptText aria-hidden="true" className="size-4" />
      Missing
    </span>
  );
}

function merchantColumn(hasCategory: boolean) {
  return column.accessor(
    ({ id, merchant, category }) => (
      <RowLink href={`/transactions/${id}`}>
        <span className="max-w-full shrink-0 truncate">{merchant}</span>
        {hasCategory ? null : (
          <span className="truncate font-normal text-muted text-sm max-sm:hidden">{category}</span>
        )}
      </RowLink>
    ),
    { id: "merchant", header: titles.merchant, meta: { phone: "title" } },
  );
}

// The merchant is always shown, because it links to the transaction. A column that somebody chose
// stays in a narrow window.
function columnsFor(chosen: readonly TransactionColumn[]): Columns<ShownTransaction> {
  const all = chosen.includes("merchant") ? chosen : (["merchant", ...chosen] as const);
  const isUsual = chosen.join() === usualTransactionColumns.join();
  return all.map((name) => {
    if (name === "merchant") return merchantColumn(chosen.includes("category"));
    const shown = columns[name];
    const from = isUsual ? leaving[name] : undefined;
    return from ? { ...shown, meta: { ...shown.meta, from } } : shown;
  });
}

const leaving: Partial<Record<TransactionColumn, ColumnLook["from"]>> = { holder: 1152 };
