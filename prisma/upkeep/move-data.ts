import { createHash } from "node:crypto";
import { verifyChains } from "@/lib/audit-log/chain/verify-chains.ts";
import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import { actAs, type RawDatabase, type SqlValue } from "@/lib/db/raw/raw-database.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";

/** What is equal for one table on both sides. */
export interface MovedTable {
  readonly table: string;
  readonly rows: number;
  /** The sum of each column of money and similar numbers, by its name. */
  readonly sums: Readonly<Record<string, string>>;
  /** SHA-256 over every value of every row. */
  readonly digest: string;
}

/** The reason why nothing was moved, in plain words. */
export class MoveRefusedError extends Error {
  override readonly name = "MoveRefusedError";
}

const batch = 1_000;
const models = Object.keys(schemaMap) as ModelName[];

/** Copies all rows to an empty database in one transaction, and verifies the copy in it: the same
 *  rows, sums and digests, and complete audit chains. On any difference, or when it is killed,
 *  the target stays empty. Throws MoveRefusedError when the target has an account, or the source
 *  none. On PostgreSQL, open the target as the login, which owns the tables. */
export function moveData(
  source: RawDatabase,
  target: RawDatabase,
  onTable: (table: MovedTable) => void = () => {},
): Promise<MovedTable[]> {
  return source.transaction(async () => {
    // A snapshot of the data, whatever others write in the meantime. SQLite's transactions work
    // like that anyway.
    if (source.engine === "postgresql")
      await source.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return target.transaction(() => copyAll(source, target, onTable));
  });
}

async function copyAll(
  source: RawDatabase,
  target: RawDatabase,
  onTable: (table: MovedTable) => void,
): Promise<MovedTable[]> {
  await actAs(target, "portal_system");
  const [[present = 0] = []] = await target.rows("SELECT COUNT(*) FROM accounts");
  if (Number(present) > 0)
    throw new MoveRefusedError(
      `The target already has ${present} accounts. Data is moved into an empty database only; nothing was changed.`,
    );
  const [[own = 0] = []] = await source.rows("SELECT COUNT(*) FROM accounts");
  if (Number(own) === 0)
    throw new MoveRefusedError(
      "The source has no account, so there is nothing to move: is it the right database?",
    );
  const moved: MovedTable[] = [];
  for (const model of inKeyOrder(models)) {
    // The target's own triggers create and move the heads of the audit chains
    // while rows are inserted.
    if (model !== "AuditHead") await copyTable(source, target, model);
    const [there, here] = [await examine(source, model), await examine(target, model)];
    if (JSON.stringify(there) !== JSON.stringify(here))
      throw new MoveRefusedError(`${here.table} did not arrive as it was; nothing was moved.`);
    moved.push(here);
    onTable(here);
  }
  const { breaks } = await verifyChains(target);
  if (breaks[0])
    throw new MoveRefusedError(
      `The audit chain of account ${breaks[0].accountId} is broken at row ${breaks[0].seq}: ${breaks[0].problem}; nothing was moved.`,
    );
  await actAs(target, "login");
  if (target.engine === "postgresql") await setSequences(target);
  return moved;
}

/** Sorts tables so that each comes after the tables that its foreign keys reference. */
function inKeyOrder(all: readonly ModelName[]): ModelName[] {
  const ordered: ModelName[] = [];
  const add = (model: ModelName) => {
    if (ordered.includes(model)) return;
    const needed = Object.values(describe(model).relations).filter(
      (relation) => relation.from.length > 0 && relation.model !== model,
    );
    for (const relation of needed) add(relation.model as ModelName);
    ordered.push(model);
  };
  for (const model of all) add(model);
  // An audit row moves the head of its chain, so the heads are checked after all rows are inserted.
  return [...ordered.filter((model) => model !== "AuditHead"), "AuditHead"];
}

async function copyTable(source: RawDatabase, target: RawDatabase, model: ModelName): Promise<void> {
  for await (const rows of read(source, model))
    await insertRows(target, model, Object.keys(describe(model).fields), rows);
}

// Audit rows are copied in the order of their chain. Other tables are copied oldest row first, so
// that a card comes after the one it replaces.
const keysOf = (model: ModelName) =>
  model === "AuditLog" ? ["accountId", "seq"] : model === "AuditHead" ? ["accountId"] : ["id"];

async function* read(db: RawDatabase, model: ModelName): AsyncGenerator<SqlValue[][]> {
  const { table, fields } = describe(model);
  const names = Object.keys(fields);
  const keys = keysOf(model);
  const columns = (list: readonly string[]) => list.map((name) => fields[name]?.column).join(", ");
  const select = `SELECT ${columns(names)} FROM ${table}`;
  const order = `ORDER BY ${columns(keys)} LIMIT ${batch}`;
  const further = `${select} WHERE (${columns(keys)}) > (${keys.map(() => "?").join(", ")}) ${order}`;
  const keysAt = keys.map((key) => names.indexOf(key));
  const types = names.map((name) => fields[name]?.type);
  let rows = await db.rows(`${select} ${order}`);
  while (rows.length > 0) {
    yield rows.map((row) =>
      row.map((value, at) => (typeof value === "string" ? asEveryEngine(value, types[at]) : value)),
    );
    const last = rows.at(-1) as SqlValue[];
    rows =
      rows.length < batch
        ? []
        : await db.rows(
            further,
            keysAt.map((at) => last[at] as SqlValue),
          );
  }
}

function asEveryEngine(value: string, type: string | undefined): string {
  if (type === "DateTime") return isoTime(value);
  return type === "Json" ? JSON.stringify(JSON.parse(value, withSortedKeys)) : value;
}

// PostgreSQL stores the keys of JSON in its own order.
function withSortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function examine(db: RawDatabase, model: ModelName): Promise<MovedTable> {
  const { table, fields } = describe(model);
  const amounts = Object.values(fields)
    .filter((field) => field.type === "BigInt")
    .map((field) => field.column);
  const sums = amounts.map((column) => `CAST(COALESCE(SUM(${column}), 0) AS TEXT)`);
  const [[rows = 0, ...totals] = []] = await db.rows(
    `SELECT ${["COUNT(*)", ...sums].join(", ")} FROM ${table}`,
  );
  const digest = createHash("sha256");
  for await (const part of read(db, model))
    digest.update(part.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return {
    table,
    rows: Number(rows),
    sums: Object.fromEntries(amounts.map((column, at) => [column, String(totals[at])])),
    digest: digest.digest("base64url"),
  };
}

async function setSequences(db: RawDatabase): Promise<void> {
  for (const model of models) {
    const { table, fields } = describe(model);
    if (fields.id?.type !== "Int") continue;
    const [[last = 0] = []] = await db.rows(`SELECT COALESCE(MAX(id), 0) FROM ${table}`);
    if (Number(last) > 0) await db.rows(`SELECT setval('${table}_id_seq', ${last})`);
  }
}
