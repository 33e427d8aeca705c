import { createPublicKey, sign, verify } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { env } from "@/lib/env.ts";
import { log } from "@/lib/log.ts";

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
export async function writeCheckpoints(now = new Date(), options: { all?: boolean } = {}): Promise<Checkpoint[]> {
  const { heads, latest } = await acrossAccounts(async (db) => ({
    heads: await db.auditHead.findMany({ where: { seq: { gt: 0 } }, orderBy: { accountId: "asc" } }),
    latest: await db.auditCheckpoint.groupBy({ by: ["accountId"], _max: { seq: true, createdAt: true } }),
  }));
  const last = new Map(latest.map(({ accountId, _max }) => [accountId, { seq: _max.seq ?? 0, at: _max.createdAt?.getTime() ?? 0 }]));
  const due = heads.filter(({ accountId, seq }) => {
    const before = last.get(accountId) ?? { seq: 0, at: 0 };
    return seq > before.seq && (options.all || seq - before.seq >= dueRows || now.getTime() - before.at >= dueMilliseconds);
  });
  const checkpoints = due.map((head) => signed({ ...head, at: now.toISOString() }));
  if (checkpoints.length === 0) return [];
  mkdirSync(dirname(env().CHECKPOINT_FILE), { recursive: true });
  appendFileSync(env().CHECKPOINT_FILE, checkpoints.map((checkpoint) => `${JSON.stringify(checkpoint)}\n`).join(""), { flush: true });
  for (const checkpoint of checkpoints) log().info({ checkpoint }, "audit checkpoint");
  const rows = checkpoints.map(({ at, ...rest }) => ({ ...rest, createdAt: new Date(at) }));
  await inTransaction("across", (tx) => tx.auditCheckpoint.createMany({ data: rows }));
  return checkpoints;
}

/** The checkpoints in the file, oldest first; none when there is no file. Throws for a line that is not one, naming it. */
export function readCheckpointFile(): Checkpoint[] {
  const file = env().CHECKPOINT_FILE;
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => (line ? [parseLine(line, `${file}, line ${index + 1}`)] : []));
}

const checkpointLine = z.strictObject({ accountId: z.int(), seq: z.int(), hash: z.string(), at: z.string(), signature: z.string() });

function parseLine(line: string, where: string): Checkpoint {
  try {
    return checkpointLine.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`${where} is not a checkpoint. Compare it with the copies in the log, which hold every one that was written.`, {
      cause,
    });
  }
}

/** Whether a checkpoint was signed with our key (Ed25519, RFC 8032) and says what was signed. */
export function isGenuine(checkpoint: Checkpoint): boolean {
  return verify(null, statement(checkpoint), createPublicKey(env().CHECKPOINT_KEY), Buffer.from(checkpoint.signature, "base64url"));
}

function signed(head: { accountId: number; seq: number; hash: string; at: string }): Checkpoint {
  return { ...head, signature: sign(null, statement(head), env().CHECKPOINT_KEY).toString("base64url") };
}

const statement = ({ accountId, seq, hash, at }: Omit<Checkpoint, "signature">) =>
  Buffer.from(JSON.stringify(["v1", accountId, seq, hash, at]));
