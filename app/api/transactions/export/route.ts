import { exportedFile } from "@/lib/http/exported-file";
import { endpoint } from "@/lib/http/route-handler";
import { requireListQuery } from "@/lib/lists/list-faults";
import { hrefFor } from "@/lib/lists/list-query";
import { exportTransactions } from "@/lib/transactions/list/export-transactions";
import { parseTransactionColumns } from "@/lib/transactions/list/transaction-columns";
import { transactionListRules } from "@/lib/transactions/list/transaction-list";
import { transactionsAsCsv } from "@/lib/transactions/list/transactions-as-csv";

/** All transactions of a list as CSV. Takes `columns`, and the filters, search and sort of
 *  `/api/transactions`, in the address. Answers INVALID_INPUT for a parameter that is not one of
 *  these. A POST, because every export is recorded. */
export const POST = endpoint(async ({ actor, query }) => {
  const { after, before, end, ...list } = requireListQuery(transactionListRules, query);
  const columns = parseTransactionColumns(query.get("columns") ?? undefined);
  return exportedFile(actor, "transactions", transactionsAsCsv(actor, list, columns), () =>
    exportTransactions(actor, { list: hrefFor(transactionListRules, list), columns: [...columns] }),
  );
});
