import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient as PostgresqlClient } from "@/prisma/generated/postgresql/client.ts";
import type { Connection, LoggingClient, QueryLog, SqlValue } from "./client.ts";
import { currentScope, type Scope } from "./scope.ts";

/** A PostgreSQL server: one pool, whose transactions begin in the role and the account of their unit of work. Behind a pooler that hands
 *  out its connections by transaction, `pgbouncer=true` in the URL keeps statements unnamed. */
export function connectPostgresql(url: string, poolSize: number, log: QueryLog): Connection {
  const name = new URL(url).searchParams.get("pgbouncer") === "true" ? () => "" : statementNames();
  const adapter = new PrismaPg(new ScopedPool({ connectionString: url, max: poolSize, ...timeouts }), {
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
      return (await (taken.get(currentScope().unit) as pg.PoolClient).query<SqlValue[]>(query)).rows;
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

const timeouts = {
  connectionTimeoutMillis: 2_000,
  statement_timeout: 30_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
} satisfies pg.PoolConfig;

// Begins each transaction in its scope, within the one round trip that BEGIN takes anyway. Without a scope none begins.
class ScopedPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  // biome-ignore lint/suspicious/noConfusingVoidType: the overloads are pg's
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : super.connect().then(beginningInScope);
  }
}

const plainQuery = Symbol("query");

function beginningInScope(client: pg.PoolClient): pg.PoolClient {
  const patched = client as pg.PoolClient & { [plainQuery]?: unknown };
  patched[plainQuery] ??= client.query.bind(client);
  const query = patched[plainQuery] as (...args: unknown[]) => unknown;
  const scope = currentScope();
  const beginSql = begin(scope);
  taken.set(scope.unit, client);
  patched.query = ((config: { text?: string }, ...rest: unknown[]) =>
    config?.text === "BEGIN" ? query(beginSql) : query(config, ...rest)) as pg.PoolClient["query"];
  return patched;
}

function begin({ tenant, writes }: Scope): string {
  const [role, accountId] = tenant === "across" ? ["portal_system", ""] : ["portal_app", String(Math.trunc(tenant.accountId))];
  return `BEGIN${writes ? "" : " READ ONLY"}; SELECT set_config('app.account_id', '${accountId}', true), set_config('role', '${role}', true)`;
}
