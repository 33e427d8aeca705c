import type { Actor } from "@/lib/auth/actor.ts";
import { rowReader } from "@/lib/db/row-reader.ts";
import type { Counted } from "@/lib/lists/count-cache.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { readAs } from "@/lib/read.ts";
import { transactionListRules } from "./transaction-list.ts";
import { transactionSource } from "./transaction-source.ts";

// Counting beyond this takes as long as reading a page.
const maxCounted = 1_000;

/** Counts the transactions that the actor may see and that have all of some filters, such as
 *  `{ result: "declined" }`, for each list of filters, up to a thousand. Needs transaction.see. */
export function countTransactions(
  actor: Actor,
  lists: readonly Readonly<Record<string, string>>[],
): Promise<Counted[]> {
  return readAs(actor, "transaction.see", async () => {
    const counts: Counted[] = [];
    for (const filters of lists) {
      const query = parseListQuery(transactionListRules, filters);
      const source = transactionSource(actor, query, rowReader("Transaction", { id: true }));
      counts.push(await source.count(maxCounted));
    }
    return counts;
  });
}
