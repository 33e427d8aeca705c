import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { type Checkpoint, readCheckpointFile } from "./checkpoint.ts";
import { LinkChecker } from "./link-checker.ts";
import { verifyChain } from "./verify-chain.ts";

/** The first broken row of a chain, and what is wrong with it. */
export interface Break {
  readonly accountId: number;
  readonly seq: number;
  readonly problem: string;
}

/** The result of a verification: how many rows and checkpoints it checked, and the first break of
 *  each broken account. */
export interface Verdict {
  readonly rows: number;
  readonly checkpoints: number;
  /** Line numbers of the checkpoint file that cannot be read. */
  readonly damagedLines: readonly number[];
  readonly breaks: readonly Break[];
}

/** Recomputes every link of every chain, or of one account's, and compares the chains with all
 *  checkpoints, in the file and in the database. Beside a running portal, call it within a
 *  `snapshot`. */
export async function verifyChains(db: RawDatabase, only?: number): Promise<Verdict> {
  // The file is read first. The rows it signs were in the database before, so a later snapshot has
  // them.
  const file = readCheckpointFile();
  const checkpoints = await allCheckpoints(db, file.checkpoints);
  const heads = new Map(
    (await db.rows("SELECT account_id, seq, hash FROM audit_heads ORDER BY account_id")).map(
      ([id, seq, hash]) => [Number(id), { seq: Number(seq), hash: String(hash) }],
    ),
  );
  const chained = (await db.rows("SELECT DISTINCT account_id FROM audit_logs")).map(([id]) => Number(id));
  const known = [...new Set([...heads.keys(), ...chained, ...checkpoints.keys()])].sort((a, b) => a - b);
  // A requested account without any rows either lost its chain or never existed. Neither is intact.
  const accountIds = only === undefined ? known : [only];
  let rows = 0;
  const breaks: Break[] = [];
  const checker = new LinkChecker();
  try {
    for (const accountId of accountIds) {
      const result = await verifyChain(
        db,
        checker,
        accountId,
        heads.get(accountId),
        checkpoints.get(accountId) ?? [],
      );
      rows += result.rows;
      if (result.broken) breaks.push({ accountId, ...result.broken });
    }
  } finally {
    await checker.close();
  }
  const counted = accountIds.reduce((sum, accountId) => sum + (checkpoints.get(accountId)?.length ?? 0), 0);
  return { rows, checkpoints: counted, damagedLines: file.damagedLines, breaks };
}

async function allCheckpoints(
  db: RawDatabase,
  inFile: readonly Checkpoint[],
): Promise<Map<number, Checkpoint[]>> {
  const stored = await db.rows(
    "SELECT account_id, seq, hash, created_at, signature FROM audit_checkpoints ORDER BY account_id, seq",
  );
  const inDatabase = stored.map(([accountId, seq, hash, at, signature]) => ({
    accountId: Number(accountId),
    seq: Number(seq),
    hash: String(hash),
    at: isoTime(String(at)),
    signature: String(signature),
  }));
  const byAccount = new Map<number, Checkpoint[]>();
  for (const checkpoint of [...inFile, ...inDatabase]) {
    const own = byAccount.get(checkpoint.accountId) ?? [];
    own.push(checkpoint);
    byAccount.set(checkpoint.accountId, own);
  }
  return byAccount;
}
