import { createPublicKey, sign, verify } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";

/** A signed statement that an account's chain had so many rows, the last of them with this hash. `at` is ISO 8601 in UTC. */
export interface Checkpoint {
  readonly accountId: number;
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly signature: string;
}

const dueRows = 1000;
const dueMilliseconds = 60_000;

/** Signs how far every chain has come, where 1,000 rows or 60 seconds have passed since it was last signed; everywhere with `all`.
 *  Each goes to the checkpoint file and the log before the database, so that no one who can rewrite the database can rewrite them. */
export async function writeCheckpoints(
  now = new Date(),
  options: { all?: boolean } = {},
): Promise<Checkpoint[]> {
  const { heads, latest } = await acrossAccounts(async (db) => ({
    heads: await db.auditHead.findMany({ where: { seq: { gt: 0 } }, orderBy: { accountId: "asc" } }),
    latest: await db.auditCheckpoint.groupBy({ by: ["accountId"], _max: { seq: true, createdAt: true } }),
  }));
  const last = new Map(
    latest.map(({ accountId, _max }) => [
      accountId,
      { seq: _max.seq ?? 0, at: _max.createdAt?.getTime() ?? 0 },
    ]),
  );
  const due = heads.filter(({ accountId, seq }) => {
    const before = last.get(accountId) ?? { seq: 0, at: 0 };
    return (
      seq > before.seq &&
      (options.all || seq - before.seq >= dueRows || now.getTime() - before.at >= dueMilliseconds)
    );
  });
  const checkpoints = due.map((head) => signed({ ...head, at: now.toISOString() }));
  if (checkpoints.length === 0) return [];
  appendToFile(checkpoints);
  for (const checkpoint of checkpoints) log().info({ checkpoint }, "audit checkpoint");
  const rows = checkpoints.map(({ at, ...rest }) => ({ ...rest, createdAt: new Date(at) }));
  await inTransaction("across", (tx) => tx.auditCheckpoint.createMany({ data: rows }));
  return checkpoints;
}

// A line that a crash cut off must not spoil the one after it.
function appendToFile(checkpoints: readonly Checkpoint[]): void {
  const file = env().CHECKPOINT_FILE;
  mkdirSync(dirname(file), { recursive: true });
  const cut = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, "utf8").slice(-1));
  const lines = checkpoints.map((checkpoint) => `${JSON.stringify(checkpoint)}\n`).join("");
  appendFileSync(file, `${cut ? "\n" : ""}${lines}`, { flush: true });
}

/** The checkpoints in the file, oldest first, and the numbers of the lines that are none, as a crash may leave one; nothing without a file. */
export function readCheckpointFile(): { checkpoints: Checkpoint[]; damagedLines: number[] } {
  const file = env().CHECKPOINT_FILE;
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const checkpoints: Checkpoint[] = [];
  const damagedLines: number[] = [];
  for (const [index, line] of lines.entries()) {
    const checkpoint = line && parseLine(line);
    if (checkpoint) checkpoints.push(checkpoint);
    else if (line) damagedLines.push(index + 1);
  }
  return { checkpoints, damagedLines };
}

const checkpointLine = z.strictObject({
  accountId: z.int(),
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
  signature: z.string(),
});

function parseLine(line: string): Checkpoint | undefined {
  try {
    return checkpointLine.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Whether a checkpoint was signed with our key (Ed25519, RFC 8032) and says what was signed. */
export function isGenuine(checkpoint: Checkpoint): boolean {
  return verify(
    null,
    statement(checkpoint),
    createPublicKey(env().CHECKPOINT_KEY),
    Buffer.from(checkpoint.signature, "base64url"),
  );
}

function signed(head: { accountId: number; seq: number; hash: string; at: string }): Checkpoint {
  return { ...head, signature: sign(null, statement(head), env().CHECKPOINT_KEY).toString("base64url") };
}

const statement = ({ accountId, seq, hash, at }: Omit<Checkpoint, "signature">) =>
  Buffer.from(JSON.stringify(["v1", accountId, seq, hash, at]));
