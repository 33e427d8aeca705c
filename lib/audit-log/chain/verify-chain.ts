import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { describe } from "@/lib/db/schema.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { chainedFields, linkKey, textOfValues } from "./chain.ts";
import { type Checkpoint, isGenuine } from "./checkpoint.ts";
import type { LinkChecker, LinkedRows } from "./link-checker.ts";

const batch = 1_000;
const { fields } = describe("AuditLog");
const columns = [...chainedFields, "hash"].map((field) => fields[field]?.column).join(", ");
const select = `SELECT ${columns} FROM audit_logs WHERE account_id = ? AND seq > ? ORDER BY seq LIMIT ${batch}`;
const [seqAt, prevHashAt, keyIdAt] = ["seq", "prevHash", "keyId"].map((field) =>
  chainedFields.indexOf(field),
) as [number, number, number];
const timesAt = chainedFields.flatMap((field, index) => (fields[field]?.type === "DateTime" ? [index] : []));

/** How many rows were good, and what is wrong with the first that is not. */
interface ChainResult {
  readonly rows: number;
  readonly broken?: { readonly seq: number; readonly problem: string };
}

const brokenBehind = (seq: number, problem: string): ChainResult => ({
  rows: seq,
  broken: { seq: seq + 1, problem },
});

/** Recomputes every link of one account's chain, and compares it with its head and its
 *  checkpoints. */
export async function verifyChain(
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
