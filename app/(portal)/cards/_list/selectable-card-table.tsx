"use client";

import { CardBulkVerbs } from "./card-bulk-verbs";
import { CardTable, type CardTableProps } from "./card-table";

/** The list of cards for people who may run bulk actions. */
export function SelectableCardTable({
  currency,
  ...props
}: Omit<CardTableProps, "bulkVerbs"> & { currency: string }) {
  return (
    <CardTable
      {...props}
      bulkVerbs={(selection, clear) => (
        <CardBulkVerbs selection={selection} currency={currency} clear={clear} />
      )}
    />
  );
}
