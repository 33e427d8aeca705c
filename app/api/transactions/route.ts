import { listing } from "@/lib/http/listing";
import { listTransactions } from "@/lib/transactions/list/list-transactions";
import { transactionListRules } from "@/lib/transactions/list/transaction-list";
import { transactionRowShape } from "@/lib/transactions/transaction-shapes";

export const GET = listing(
  transactionListRules,
  { name: "transaction.list", summary: "Lists transactions.", row: transactionRowShape },
  ({ actor }, query) => listTransactions(actor, query),
);
