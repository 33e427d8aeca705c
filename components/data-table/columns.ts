import { type ColumnDef, createColumnHelper, metaHelper, tableFeatures } from "@tanstack/react-table";

/** How a column looks in the table and on a phone. */
export interface ColumnLook {
  /** "end" for amounts and numbers. */
  align?: "end";
  /** The server can sort by this column. The value is the direction of the first click. */
  sort?: "ascending" | "descending";
  /** The name of that sort, when it is not the column's id. */
  sortBy?: string;
  /** On a phone: the name at the top left, the state or amount at the top right, a labeled line
   *  below (the default), or nothing. */
  phone?: "title" | "aside" | "line" | "hidden";
  /** Hidden in windows narrower than this, but not on phones. */
  from?: 900 | 1152 | 1360;
  /** Truncates long values. A phone shows them whole. */
  clipped?: boolean;
  /** In pixels. Columns without a width share what is left, so that other rows never move a
   *  column. */
  width?: number;
}

/** The server sorts, filters and pages, so the table itself only needs the
 *  type of its columns' looks. */
export const features = tableFeatures({ columnMeta: metaHelper<ColumnLook>() });

// biome-ignore lint/suspicious/noExplicitAny: each column has a value type of its own.
export type Columns<Row extends object> = ColumnDef<typeof features, Row, any>[];

/** Builds typed columns: `columnsOf<Row>().columns([…accessor(…)])`. The value of a column is
 *  what it shows. */
export function columnsOf<Row extends object>() {
  return createColumnHelper<typeof features, Row>();
}
