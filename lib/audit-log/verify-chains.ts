import { isoTime, type RawDatabase } from "@/lib/db/raw-database.ts";
import { describe } from "@/lib/db/schema.ts";
import { chainedFields, linkOfValues, sameLink } from "./chain.ts";
import { type Checkpoint, isGenuine, readCheckpointFile } from "./checkpoint.ts";

/** The first row of a chain that is not as it was written, and what is wrong with it. */
export interface Break {
  readonly accountId: number;
  readonly seq: number;
  readonly problem: string;
}

/** What verifying found: how many rows and checkpoints were looked at, and the first break of each account that has one. */
export interface Verdict {
  readonly rows: number;
  readonly checkpoints: number;
  /** Lines of the checkpoint file that cannot be read. */
  readonly damagedLines: readonly number[];
  readonly breaks: readonly Break[];
}

const batch = 1_000;
const { fields } = describe("AuditLog");
const columns = [...chainedFields, "hash"].map((field) => fields[field]?.column).join(", ");
const select = `SELECT ${columns} FROM audit_logs WHERE account_id = ? AND seq > ? ORDER BY seq LIMIT ${batch}`;
const [seqAt, prevHashAt, keyIdAt] = ["seq", "prevHash", "keyId"].map((field) => chainedFields.indexOf(field)) as [number, number, number];
const timesAt = chainedFields.flatMap((field, index) => (fields[field]?.type === "DateTime" ? [index] : []));

/** Recomputes every link of every chain, or of one account's, and holds the chains against all checkpoints: in the file, and in the database.
 *  Beside a running portal, call it within a `snapshot`. */
export async function verifyChains(db: RawDatabase, only?: number): Promise<Verdict> {
  // The file first: what it holds was in the database before, so a snapshot that is taken after has it too.
  const file = readCheckpointFile();
  const checkpoints = await allCheckpoints(db, file.checkpoints);
  const heads = new Map(
    (await db.rows("SELECT account_id, seq, hash FROM audit_heads ORDER BY account_id")).map(([id, seq, hash]) => [
      Number(id),
      { seq: Number(seq), hash: String(hash) },
    ]),
  );
  const chained = (await db.rows("SELECT DISTINCT account_id FROM audit_logs")).map(([id]) => Number(id));
  const known = [...new Set([...heads.keys(), ...chained, ...checkpoints.keys()])].sort((a, b) => a - b);
  // An account that was asked for and is nowhere has lost its chain, or never was: neither is whole.
  const accountIds = only === undefined ? known : [only];
  let rows = 0;
  const breaks: Break[] = [];
  for (const accountId of accountIds) {
    const result = await verifyChain(db, accountId, heads.get(accountId), checkpoints.get(accountId) ?? []);
    rows += result.rows;
    if (result.broken) breaks.push({ accountId, ...result.broken });
  }
  const counted = accountIds.reduce((sum, accountId) => sum + (checkpoints.get(accountId)?.length ?? 0), 0);
  return { rows, checkpoints: counted, damagedLines: file.damagedLines, breaks };
}

interface ChainResult {
  readonly rows: number;
  readonly broken?: { readonly seq: number; readonly problem: string };
}

async function verifyChain(
  db: RawDatabase,
  accountId: number,
  head: { seq: number; hash: string } | undefined,
  checkpoints: Checkpoint[],
): Promise<ChainResult> {
  const forged = checkpoints.find((checkpoint) => !isGenuine(checkpoint));
  if (forged) return { rows: 0, broken: { seq: forged.seq, problem: "a checkpoint is not signed with our key" } };
  const expected = new Map<number, string[]>();
  for (const { seq, hash } of checkpoints) expected.set(seq, [...(expected.get(seq) ?? []), hash]);
  let last = { seq: 0, hash: "" };
  let coming = db.rows(select, [accountId, 0]);
  for (;;) {
    const rows = await coming;
    // The database reads on while these rows are looked at.
    if (rows.length === batch) coming = db.rows(select, [accountId, Number(rows.at(-1)?.[seqAt])]);
    for (const values of rows as (string | number | null)[][]) {
      const hash = values.pop() as string;
      for (const index of timesAt) values[index] = isoTime(values[index] as string);
      const problem = brokenLink(values, hash, last, expected);
      if (problem) {
        await coming;
        return { rows: last.seq, broken: { seq: last.seq + 1, problem } };
      }
      last = { seq: values[seqAt] as number, hash };
    }
    if (rows.length < batch) break;
  }
  const beyond = checkpoints.find((checkpoint) => checkpoint.seq > last.seq);
  if (beyond) return { rows: last.seq, broken: { seq: last.seq + 1, problem: `rows up to ${beyond.seq} were signed, and are gone` } };
  if (!head || head.seq !== last.seq || head.hash !== last.hash)
    return { rows: last.seq, broken: { seq: last.seq + 1, problem: `the chain ends here, but its head says ${head?.seq ?? "nothing"}` } };
  return { rows: last.seq };
}

type Last = { readonly seq: number; readonly hash: string };

function brokenLink(
  values: readonly (string | number | null)[],
  hash: string,
  last: Last,
  expected: ReadonlyMap<number, readonly string[]>,
): string | undefined {
  if (values[seqAt] !== last.seq + 1) return `the next row is number ${values[seqAt]}: rows are missing`;
  if (values[prevHashAt] !== last.hash) return "it does not continue the row before it";
  const link = linkOfValues(values);
  if (link === undefined) return `the audit key ${values[keyIdAt]} is not in AUDIT_KEYS`;
  if (!sameLink(link, hash)) return "its content is not what was written";
  const signedHashes = expected.get(last.seq + 1) ?? [];
  return signedHashes.every((signed) => signed === hash) ? undefined : "a signed checkpoint says another row stood here";
}

async function allCheckpoints(db: RawDatabase, inFile: readonly Checkpoint[]): Promise<Map<number, Checkpoint[]>> {
  const stored = await db.rows("SELECT account_id, seq, hash, created_at, signature FROM audit_checkpoints ORDER BY account_id, seq");
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
