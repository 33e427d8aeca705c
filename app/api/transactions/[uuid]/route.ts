import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { readTransaction } from "@/lib/transactions/queries";
import { transactionShape } from "@/lib/transactions/transaction-shapes";

export const GET = described(
  { name: "transaction.read", summary: "Returns a transaction.", answers: { 200: transactionShape } },
  async ({ actor, uuid }) => json(await readTransaction(actor, uuid)),
);
