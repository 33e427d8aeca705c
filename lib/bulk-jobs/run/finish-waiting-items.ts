import { keyOwner } from "@/lib/db/idempotency-keys.ts";
import { inAccount, inTransaction } from "@/lib/db/transaction.ts";
import type { BulkAnswer } from "../bulk-commands.ts";
import type { ClaimedJob } from "./claim-bulk-jobs.ts";
import { firstWaiting, itemKey, setRun } from "./item-rows.ts";

/** Ends all items of a job that have not started. A worker may have run the verb on an item and
 *  died before saving that. The item's key reveals it. `begun` is the maximum number of such
 *  items. */
export async function finishWaitingItems(
  job: ClaimedJob,
  status: "refused" | "cancelled",
  message: string,
  begun: number,
): Promise<void> {
  const { id: jobId, accountId, userId, apiKeyId, verb } = job;
  const items = await firstWaiting(job, begun);
  if (items.length === 0) return;
  const starter = { kind: "user", userId, apiKeyId, label: "" } as const;
  const keys = new Map(items.map(({ id }) => [itemKey(id), id]));
  const used = await inAccount(accountId, (db) =>
    db.idempotencyKey.findMany({
      where: { actor: keyOwner(starter, "work"), key: { in: [...keys.keys()] }, command: verb },
      select: { key: true, answer: true },
    }),
  );
  for (const { key, answer } of used) await setRun(job, keys.get(key) ?? 0, JSON.parse(answer) as BulkAnswer);
  const data = { status, message, updatedAt: new Date() };
  await inTransaction({ accountId }, (tx) =>
    tx.bulkJobItem.updateMany({ where: { jobId, status: "waiting" }, data }),
  );
}
