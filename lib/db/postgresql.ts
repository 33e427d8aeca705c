import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient as PostgresqlClient } from "@/prisma/generated/postgresql/client.ts";
import type { Connection, LoggingClient, QueryLog, SqlValue } from "./client.ts";
import { UnknownOutcomeError } from "./database-error.ts";
import { currentScope, type Scope } from "./scope.ts";

/** A PostgreSQL server: one pool, whose transactions begin in the role and the account of their unit of work. Behind a pooler that hands
 *  out its connections by transaction, `pgbouncer=true` in the URL keeps statements unnamed and sets
 *  the limits of time in each transaction. */
export function connectPostgresql(url: string, poolSize: number, log: QueryLog): Connection {
  const behindPooler = new URL(url).searchParams.get("pgbouncer") === "true";
  const name = behindPooler ? () => "" : statementNames();
  const config = { connectionString: url, max: poolSize, connectionTimeoutMillis: 2_000 };
  const adapter = new PrismaPg(behindPooler ? new ScopedPool(config, limitsInSql) : new ScopedPool({ ...config, ...limits }), {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => name(sql),
  });
  const client = new PostgresqlClient({ adapter, log }) as unknown as LoggingClient;
  return {
    engine: "postgresql",
    url,
    writer: client,
    reader: client,
    async plainSql(sql, parameters) {
      let position = 0;
      const text = sql.replace(/\?/g, () => `$${++position}`);
      const query = { name: name(text), text, values: [...parameters], rowMode: "array" as const };
      const client = taken.get(currentScope().unit);
      // A unit of work that ran out of time has lost its connection, which by now is somebody else's.
      if (!client) throw new Error("Plain SQL ran outside of its transaction");
      return (await client.query<SqlValue[]>(query)).rows;
    },
    close: () => client.$disconnect(),
  };
}

// The client that each running unit of work has taken from the pool.
const taken = new WeakMap<object, pg.PoolClient>();

const mostStatements = 500;

// A named statement is planned once for a connection; unnamed, planning costs more than running it. Past the limit the rest stay unnamed.
function statementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const name = names.get(sql) ?? (names.size < mostStatements ? `portal_${names.size}` : "");
    if (name) names.set(sql, name);
    return name;
  };
}

const limits = { statement_timeout: 30_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 30_000 };
// For poolers, which do not let them pass at the start of a connection.
const limitsInSql = Object.entries(limits)
  .map(([name, milliseconds]) => `, set_config('${name}', '${milliseconds}', true)`)
  .join("");

// Begins each transaction in its scope, within the one round trip that BEGIN takes anyway. Without a scope none begins.
class ScopedPool extends pg.Pool {
  readonly #alsoAtBegin: string;

  constructor(config: pg.PoolConfig, alsoAtBegin = "") {
    super(config);
    this.#alsoAtBegin = alsoAtBegin;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  // biome-ignore lint/suspicious/noConfusingVoidType: the overloads are pg's
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | void {
    if (callback) return super.connect(callback);
    const scope = currentScope();
    return super.connect().then((client) => beginningIn(scope, client, `${begin(scope)}${this.#alsoAtBegin}`));
  }
}

const plainQuery = Symbol("query");

function beginningIn(scope: Scope, client: pg.PoolClient, beginSql: string): pg.PoolClient {
  const patched = client as pg.PoolClient & { [plainQuery]?: unknown };
  patched[plainQuery] ??= client.query.bind(client);
  const query = patched[plainQuery] as (...args: unknown[]) => unknown;
  taken.set(scope.unit, client);
  patched.query = ((config: { text?: string }, ...rest: unknown[]) => {
    if (config?.text === "BEGIN") return query(beginSql);
    if (config?.text !== "COMMIT" && config?.text !== "ROLLBACK") return query(config, ...rest);
    taken.delete(scope.unit);
    const ended = query(config, ...rest) as Promise<unknown>;
    return config.text === "COMMIT" ? ended.catch(rejectedCommit) : ended;
  }) as pg.PoolClient["query"];
  return patched;
}

// The server's own "no" is a no; but when the connection broke, the COMMIT may have been done all the same.
function rejectedCommit(error: { code?: string; severity?: string }): never {
  if (error.severity !== undefined && !/^(08|57P)/.test(error.code ?? "")) throw error;
  throw new UnknownOutcomeError("COMMIT was not answered", { cause: error });
}

function begin({ tenant, writes }: Scope): string {
  const [role, accountId] = tenant === "across" ? ["portal_system", ""] : ["portal_app", String(Math.trunc(tenant.accountId))];
  return `BEGIN${writes ? "" : " READ ONLY"}; SELECT set_config('app.account_id', '${accountId}', true), set_config('role', '${role}', true)`;
}
