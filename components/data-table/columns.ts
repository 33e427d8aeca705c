import { type ColumnDef, createColumnHelper, metaHelper, tableFeatures } from "@tanstack/react-table";

/** How a column stands in the table, and what becomes of it on a phone. */
export interface ColumnLook {
  /** "end" for amounts and numbers. */
  align?: "end";
  /** The server can sort by this column's id; the direction is the one a first click asks for. */
  sort?: "ascending" | "descending";
  /** On a phone: the name at the top left, the state or amount at the top right, a labelled line below (the default), or nothing. */
  phone?: "title" | "aside" | "line" | "hidden";
  /** Left out between phone and desktop, where there is no room for it. */
  onlyWide?: boolean;
  /** Cut off where it is long; a phone shows all of it. */
  clipped?: boolean;
  /** A width such as "12rem", for columns that must not breathe. */
  width?: string;
}

/** Sorting, filtering and paging happen on the server, so the table itself needs no feature but the type of its columns' looks. */
export const features = tableFeatures({ columnMeta: metaHelper<ColumnLook>() });

/** The columns of one kind of row. */
// biome-ignore lint/suspicious/noExplicitAny: each column has a value type of its own.
export type Columns<Row extends object> = ColumnDef<typeof features, Row, any>[];

/** Writes columns with types: `columnsOf<Row>().columns([…accessor(…)])`. The value of a column is what it shows. */
export function columnsOf<Row extends object>() {
  return createColumnHelper<typeof features, Row>();
}
