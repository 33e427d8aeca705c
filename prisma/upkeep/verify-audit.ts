// npm run audit:verify [-- --account N]: exits with 0 when every chain is valid, else with 1 and
// the first bad row of each broken chain.
import { parseArgs } from "node:util";
import { verifyChains } from "@/lib/audit-log/chain/verify-chains.ts";
import { openRaw } from "@/lib/db/raw/raw-database.ts";
import { env } from "@/lib/process/env.ts";

const { values } = parseArgs({ options: { account: { type: "string" } } });
const account = values.account;
if (account !== undefined && !/^[1-9]\d{0,9}$/.test(account)) {
  console.error("--account takes the number of an account.");
  process.exit(2);
}
const db = await openRaw(env().DATABASE_URL);
try {
  const started = performance.now();
  const only = account === undefined ? undefined : Number(account);
  const { rows, checkpoints, damagedLines, breaks } = await db.snapshot(() => verifyChains(db, only));
  const seconds = (performance.now() - started) / 1000;
  for (const { accountId, seq, problem } of breaks)
    console.error(`Account ${accountId}, row ${seq}: ${problem}.`);
  if (damagedLines.length)
    console.error(
      `Lines ${damagedLines.join(", ")} of ${env().CHECKPOINT_FILE} are no checkpoints: compare them with the copies in the log.`,
    );
  const verdict = breaks.length ? `${breaks.length} broken` : "all whole";
  console.log(`${rows} rows and ${checkpoints} checkpoints verified in ${seconds.toFixed(1)} s: ${verdict}.`);
  process.exitCode = breaks.length ? 1 : 0;
} finally {
  await db.close();
}
