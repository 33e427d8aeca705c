import type { Actor } from "@/lib/auth/actor.ts";
import { rowReader } from "@/lib/db/row-reader.ts";
import { type Page, readPage } from "@/lib/lists/list-page.ts";
import { readAs } from "@/lib/read.ts";
import { spendOnSearch } from "@/lib/request-limits/spend.ts";
import { type TransactionRow, transactionRow, transactionRowFields } from "../transaction-row.ts";
import type { TransactionListQuery } from "./transaction-list.ts";
import { transactionSource } from "./transaction-source.ts";

/** A page of the transactions that the actor may see. Needs transaction.see. */
export function listTransactions(actor: Actor, query: TransactionListQuery): Promise<Page<TransactionRow>> {
  return readAs(actor, "transaction.see", async () => {
    await spendOnSearch(actor, query.search);
    const reader = rowReader("Transaction", transactionRowFields);
    const page = await readPage(query, transactionSource(actor, query, reader));
    return { ...page, rows: page.rows.map((row) => transactionRow(actor, row)) };
  });
}
