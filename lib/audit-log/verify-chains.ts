import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { describe } from "@/lib/db/schema.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { chainedFields, linkKey, textOfValues } from "./chain.ts";
import { type Checkpoint, isGenuine, readCheckpointFile } from "./checkpoint.ts";
import { LinkChecker, type LinkedRows } from "./link-checker.ts";

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

const batch = 1_000;
const { fields } = describe("AuditLog");
const columns = [...chainedFields, "hash"].map((field) => fields[field]?.column).join(", ");
const select = `SELECT ${columns} FROM audit_logs WHERE account_id = ? AND seq > ? ORDER BY seq LIMIT ${batch}`;
const [seqAt, prevHashAt, keyIdAt] = ["seq", "prevHash", "keyId"].map((field) =>
  chainedFields.indexOf(field),
) as [number, number, number];
const timesAt = chainedFields.flatMap((field, index) => (fields[field]?.type === "DateTime" ? [index] : []));

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

interface ChainResult {
  readonly rows: number;
  readonly broken?: { readonly seq: number; readonly problem: string };
}

const brokenBehind = (seq: number, problem: string): ChainResult => ({
  rows: seq,
  broken: { seq: seq + 1, problem },
});

async function verifyChain(
  db: RawDatabase,
  checker: LinkChecker,
  accountId: number,
  head: { seq: number; hash: string } | undefined,
  checkpoints: Checkpoint[],
): Promise<ChainResult> {
  const forged = checkpoints.find((checkpoint) => !isGenuine(checkpoint));
  if (forged)
    return { rows: 0, broken: { seq: forged.seq, problem: "a checkpoint is not signed with our key" } };
  const expected = new Map<number, string[]>();
  for (const { seq, hash } of checkpoints) expected.set(seq, [...(expected.get(seq) ?? []), hash]);
  const { last, broken } = await verifyRows(db, checker, accountId, expected);
  if (broken) return broken;
  const beyond = checkpoints.find((checkpoint) => checkpoint.seq > last.seq);
  if (beyond) return brokenBehind(last.seq, `rows up to ${beyond.seq} were signed, and are gone`);
  if (!head || head.seq !== last.seq || head.hash !== last.hash)
    return brokenBehind(last.seq, `the chain ends here, but its head says ${head?.seq ?? "nothing"}`);
  return { rows: last.seq };
}

async function verifyRows(
  db: RawDatabase,
  checker: LinkChecker,
  accountId: number,
  expected: ReadonlyMap<number, readonly string[]>,
) {
  let last: Last = { seq: 0, hash: "" };
  let checked: Promise<ChainResult | undefined> = Promise.resolve(undefined);
  for await (const rows of batchesOf(db, accountId)) {
    const before = last.seq;
    const linked: LinkedRows = { texts: [], links: [], keyIds: [], keys: new Map() };
    let problem: string | undefined;
    for (const values of rows) {
      const hash = values.pop() as string;
      for (const index of timesAt) values[index] = isoTime(values[index] as string);
      problem = brokenPlace(values, hash, last, expected) ?? addLinked(linked, values, hash);
      if (problem) break;
      last = { seq: values[seqAt] as number, hash };
    }
    // The links of these rows are recomputed while the next rows are checked.
    const broken = await checked;
    if (broken) return { last, broken };
    checked = checkLinks(checker, linked, before);
    if (problem !== undefined) return { last, broken: (await checked) ?? brokenBehind(last.seq, problem) };
  }
  return { last, broken: await checked };
}

async function* batchesOf(db: RawDatabase, accountId: number): AsyncGenerator<Values[]> {
  let coming = db.rows(select, [accountId, 0]);
  try {
    for (let isLast = false; !isLast; ) {
      const rows = (await coming) as Values[];
      isLast = rows.length < batch;
      // The database reads the next rows while these are checked.
      if (!isLast) coming = db.rows(select, [accountId, Number(rows.at(-1)?.[seqAt])]);
      yield rows;
    }
  } finally {
    await coming;
  }
}

type Values = (string | number | null)[];
type Last = { readonly seq: number; readonly hash: string };

function brokenPlace(
  values: Values,
  hash: string,
  last: Last,
  expected: ReadonlyMap<number, readonly string[]>,
): string | undefined {
  if (values[seqAt] !== last.seq + 1) return `the next row is number ${values[seqAt]}: rows are missing`;
  if (values[prevHashAt] !== last.hash) return "it does not continue the row before it";
  const signedHashes = expected.get(last.seq + 1) ?? [];
  return signedHashes.every((signed) => signed === hash)
    ? undefined
    : "a signed checkpoint says another row stood here";
}

function addLinked(
  { texts, links, keyIds, keys }: LinkedRows,
  values: Values,
  hash: string,
): string | undefined {
  const keyId = String(values[keyIdAt]);
  const key = keys.get(keyId) ?? linkKey(keyId);
  if (!key) return `the audit key ${keyId} is not in AUDIT_KEYS`;
  keys.set(keyId, key);
  texts.push(textOfValues(values));
  links.push(hash);
  keyIds.push(keyId);
  return undefined;
}

async function checkLinks(
  checker: LinkChecker,
  linked: LinkedRows,
  seqBefore: number,
): Promise<ChainResult | undefined> {
  const wrong = await checker.firstWrong(linked);
  return wrong < 0 ? undefined : brokenBehind(seqBefore + wrong, "its content is not what was written");
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
