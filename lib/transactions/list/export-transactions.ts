import { z } from "zod";
import { command } from "@/lib/command.ts";
import { type TransactionColumn, transactionColumns } from "./transaction-columns.ts";

/** Records in the audit log that the actor exports a transaction list, before its first line is
 *  read: the list as a query string, and the columns. */
export const exportTransactions = command({
  name: "transaction.export",
  limit: "export",
  input: z.strictObject({
    list: z.string().max(2_000),
    columns: z.array(z.enum(Object.keys(transactionColumns) as TransactionColumn[])).min(1),
  }),
  async run({ db, actor, input: { list, columns } }) {
    db.note("Account", actor.accountId, { list, columns: columns.join() });
    return {};
  },
});
