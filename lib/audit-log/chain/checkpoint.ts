import { createPublicKey, sign, verify } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";

/** A signed statement that an account's chain had this many rows, and that the last one had this
 *  hash. `at` is ISO 8601 in UTC. */
export interface Checkpoint {
  readonly accountId: number;
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly signature: string;
}

const dueRows = 1000;
const dueMilliseconds = 60_000;

/** Signs the end of every chain that has grown since its last checkpoint, once it has 1,000 new
 *  rows or 60 seconds have passed; with `all`, at once. Each checkpoint goes to the checkpoint file
 *  and the log before the database, so someone who can rewrite the database still cannot rewrite
 *  those. */
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

// A line that a crash cut off must not damage the next one.
function appendToFile(checkpoints: readonly Checkpoint[]): void {
  const file = env().CHECKPOINT_FILE;
  mkdirSync(dirname(file), { recursive: true });
  const cut = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, "utf8").slice(-1));
  const lines = checkpoints.map((checkpoint) => `${JSON.stringify(checkpoint)}\n`).join("");
  appendFileSync(file, `${cut ? "\n" : ""}${lines}`, { flush: true });
}

/** The checkpoints in the file, oldest first, and the numbers of unreadable lines, which a crash
 *  may leave. Empty without a file. */
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

/** Whether our key (Ed25519, RFC 8032) signed exactly what a checkpoint says. */
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
