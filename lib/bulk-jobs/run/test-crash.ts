// node --import tsx lib/bulk-jobs/run/test-crash.ts: a worker in a process of its own, which FAULT
// kills at a step. It stops when no job is left. For tests.
import { connection } from "@/lib/db/client.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import { runBulkJobs } from "./run-bulk-jobs.ts";

const isRunning = () =>
  acrossAccounts((db) =>
    db.bulkJob.findFirst({ where: { status: { in: ["running", "cancelling"] } }, select: { id: true } }),
  );

for (let round = 0; round < 50 && (await isRunning()); round++) {
  await runBulkJobs();
  await attemptAllDue();
}
await connection().close();
