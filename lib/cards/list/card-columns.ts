import { chosenColumns } from "@/lib/lists/chosen-columns.ts";

/** The columns that a list or an export can show for each card, in their default order, with their
 *  titles. */
export const cardColumns = {
  memo: "Card",
  lastFour: "Last four",
  holder: "Holder",
  status: "State",
  cardType: "Type",
  form: "Form",
  profile: "Spending profile",
  product: "Card product",
  limit: "Spend limit",
  lastUsed: "Last used",
  created: "Created",
} as const;

export type CardColumn = keyof typeof cardColumns;

/** The default columns. */
export const usualCardColumns: readonly CardColumn[] = [
  "memo",
  "holder",
  "status",
  "cardType",
  "limit",
  "created",
];

/** Reads the columns from the `columns` parameter of a URL. Never throws. */
export const parseCardColumns = (text: string | undefined): readonly CardColumn[] =>
  chosenColumns(cardColumns, usualCardColumns, text);
