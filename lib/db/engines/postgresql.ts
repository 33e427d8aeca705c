import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { PrismaClient as PostgresqlClient } from "@/prisma/generated/postgresql/client.ts";
import { currentScope, type Scope } from "../scope.ts";
import { type Answer, ask, type Query } from "./ask-postgresql.ts";
import type { Database, LoggingClient, QueryLog } from "./database.ts";
import { UnknownOutcomeError } from "./database-error.ts";
import { withinTimeLimit } from "./time-limit.ts";

/** The transaction of a unit of work: its connection, and whether it has begun. */
interface Running {
  readonly client: pg.PoolClient;
  readonly begun: Promise<unknown>;
}

/** A PostgreSQL server: one pool whose transactions begin with the role and the account of their
 *  unit of work. Use `pgbouncer=true` in the URL behind a pooler that assigns connections per
 *  transaction. It keeps statements unnamed and sets the time limits in each transaction. */
export function connectPostgresql(url: string, poolSize: number, log: QueryLog): Database {
  const behindPooler = new URL(url).searchParams.get("pgbouncer") === "true";
  const name = behindPooler ? () => "" : statementNames();
  // With pipelining, statements that need not wait for each other's answers share a round trip.
  const config = { connectionString: url, max: poolSize, connectionTimeoutMillis: 2_000, pipeline: true };
  const pool = new pg.Pool(behindPooler ? config : { ...config, ...limits });
  // The pool removes a connection that breaks while idle. Nothing else needs to happen.
  pool.on("error", ignore);
  const take = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const running = new WeakMap<object, Running>();

  const begin = (client: pg.PoolClient, scope: Scope) => ask(client, { text: beginIn(scope, behindPooler) });

  async function send(query: Query): Promise<Answer> {
    const scope = currentScope();
    const own = running.get(scope.unit);
    if (!own && !scope.writes) return readAlone(scope, query);
    // A unit of work that timed out has lost its connection, and somebody else may have it by now.
    if (!own) throw new Error("Plain SQL ran outside of its transaction");
    // Only a read may be sent before the transaction is known to have begun.
    if (!/^\s*SELECT\b/i.test(query.text)) await own.begun;
    return (await Promise.all([ask(own.client, query), own.begun]))[0];
  }

  async function readAlone(scope: Scope, query: Query): Promise<Answer> {
    const client = await lend(take);
    try {
      const { stream } = client.connection;
      // Written one by one, each of the three would be a system call and wake the server.
      stream.cork();
      const begun = begin(client, scope);
      const answer = ask(client, query);
      ask(client, { text: "COMMIT" }).catch(ignore);
      stream.uncork();
      return (await Promise.all([begun, answer]))[1];
    } finally {
      giveBack(client);
    }
  }

  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    const scope = currentScope();
    const client = await lend(take);
    const begun = begin(client, scope);
    begun.catch(ignore);
    running.set(scope.unit, { client, begun });
    try {
      const answer = await withinTimeLimit(work);
      await begun;
      running.delete(scope.unit);
      const { command } = await ask(client, { text: "COMMIT" }).catch(rejectedCommit);
      if (command !== "COMMIT")
        throw new Error("The transaction could not commit: a statement in it had failed");
      return answer;
    } catch (error) {
      if (running.delete(scope.unit)) await ask(client, { text: "ROLLBACK" }).catch(ignore);
      throw error;
    } finally {
      giveBack(client);
    }
  }

  // Prisma treats this as its pool. The transactions that Prisma begins by itself, for some calls,
  // become savepoints of the running one.
  pool.query = send as unknown as pg.Pool["query"];
  pool.connect = (async () => partOf(send)) as unknown as pg.Pool["connect"];
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => name(sql),
  });
  const client = new PostgresqlClient({ adapter, log }) as unknown as LoggingClient;
  const numbered = numberedTexts();
  return {
    engine: "postgresql",
    url,
    writer: client,
    reader: client,
    transaction,
    async run(sql, parameters) {
      const text = numbered(sql);
      const { rows, rowCount } = await send({
        name: name(text),
        text,
        values: [...parameters],
        rowMode: "array",
        types,
      });
      return { rows, count: rowCount ?? 0 };
    },
    async close() {
      await client.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

const ignore = () => {};

// While a connection is checked out, nobody else listens for its errors. An unhandled error would
// end the process.
async function lend(take: () => Promise<pg.PoolClient>): Promise<pg.PoolClient> {
  return (await outsideRequests(take)).on("error", ignore);
}

function giveBack(client: pg.PoolClient): void {
  client.removeListener("error", ignore);
  // Releasing can also start a timer, or a connection for somebody who waits.
  outsideRequests(() => client.release());
}

function partOf(send: (query: Query) => Promise<Answer>) {
  const within: Readonly<Record<string, string>> = {
    BEGIN: "SAVEPOINT part",
    COMMIT: "RELEASE SAVEPOINT part",
    ROLLBACK: "ROLLBACK TO SAVEPOINT part",
  };
  const part = {
    query: (query: Query) => send(within[query.text] ? { text: within[query.text] as string } : query),
    release: ignore,
    on: () => part,
    removeListener: () => part,
  };
  return part;
}

const mostStatements = 500;

// PostgreSQL plans a named statement once per connection, for any parameters. Planning an unnamed
// one costs more than running it. Statements past the limit stay unnamed. So do statements with an
// order and bounds or subqueries, because the best index depends on their values.
function statementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    const name = names.size < mostStatements && !dependsOnValues(sql) ? `portal_${names.size}` : "";
    if (names.size < 2 * mostStatements) names.set(sql, name);
    return name;
  };
}

const dependsOnValues = (sql: string) => sql.includes(" ORDER BY ") && /[<>]|\(SELECT/.test(sql);

function numberedTexts(): (sql: string) => string {
  const texts = new Map<string, string>();
  return (sql) => {
    let position = 0;
    const text = texts.get(sql) ?? sql.replace(/\?/g, () => `$${++position}`);
    if (texts.size < mostStatements) texts.set(sql, text);
    return text;
  };
}

const limits = {
  statement_timeout: 30_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
};
// For poolers, which do not accept these settings at the start of a connection.
const limitsInSql = Object.entries(limits)
  .map(([name, milliseconds]) => `; SET LOCAL ${name} = ${milliseconds}`)
  .join("");

// A message without parameters. The account is a whole number, and the rest is constant.
function beginIn({ tenant, writes }: Scope, behindPooler: boolean): string {
  const [account, role] =
    tenant === "across" ? ["", "portal_system"] : [Math.trunc(tenant.accountId), "portal_app"];
  const begin = `${writes ? "BEGIN" : "BEGIN READ ONLY"}; SET LOCAL app.account_id = '${account}'; SET LOCAL ROLE ${role}`;
  return behindPooler ? begin + limitsInSql : begin;
}

// OIDs of PostgreSQL's types: int8, int2, int4 and bool. Everything else stays text.
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: BigInt,
  21: Number,
  23: Number,
  16: (text) => text === "t",
};
const asText = (text: string) => text;
const types = { getTypeParser: (type: number) => parsers[type] ?? asText } as unknown as pg.CustomTypesConfig;

// When the server itself refuses, the COMMIT failed. When the connection broke, the
// COMMIT may have succeeded.
function rejectedCommit(error: { code?: string; severity?: string }): never {
  if (error.severity !== undefined && !/^(08|57P)/.test(error.code ?? "")) throw error;
  throw new UnknownOutcomeError("COMMIT was not answered", { cause: error });
}
