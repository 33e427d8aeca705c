import { chosenColumns } from "@/lib/lists/chosen-columns.ts";

/** The columns that a list or an export can show for each transaction, in their default order, with
 *  their titles. */
export const transactionColumns = {
  merchant: "Merchant",
  category: "Category",
  place: "Place",
  card: "Card",
  holder: "Holder",
  profile: "Spending profile",
  result: "Result",
  amount: "Amount",
  merchantAmount: "Merchant’s amount",
  receipt: "Receipt",
  created: "When",
} as const;

export type TransactionColumn = keyof typeof transactionColumns;

/** The default columns. */
export const usualTransactionColumns: readonly TransactionColumn[] = [
  "merchant",
  "card",
  "holder",
  "result",
  "amount",
  "created",
];

/** Reads the columns from the `columns` parameter of a URL. Never throws. */
export const parseTransactionColumns = (text: string | undefined): readonly TransactionColumn[] =>
  chosenColumns(transactionColumns, usualTransactionColumns, text);
