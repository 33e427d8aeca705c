import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient as PostgresqlClient } from "@/prisma/generated/postgresql/client.ts";
import type { Answer, Query } from "./ask-postgresql.ts";
import type { Database, LoggingClient, QueryLog } from "./database.ts";
import { PooledUnits } from "./pooled-units.ts";
import { asSavepoint } from "./units.ts";

/** A PostgreSQL server: one pool whose transactions begin with the role and the account of their
 *  unit of work. Use `pgbouncer=true` in the URL behind a pooler that assigns connections per
 *  transaction. It keeps statements unnamed and sets the time limits in each transaction. */
export function connectPostgresql(url: string, poolSize: number, log: QueryLog): Database {
  const behindPooler = new URL(url).searchParams.get("pgbouncer") === "true";
  const name = behindPooler ? () => "" : statementNames();
  const units = new PooledUnits(url, poolSize, behindPooler);
  const { pool } = units;
  const send = (query: Query) => units.send(query);
  // Prisma treats this as its pool.
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
    client,
    transaction: (work) => units.run(work),
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

function partOf(send: (query: Query) => Promise<Answer>) {
  const part = {
    query: (query: Query) => {
      const text = asSavepoint(query.text);
      return send(text === query.text ? query : { text });
    },
    release: () => {},
    on: () => part,
    removeListener: () => part,
  };
  return part;
}

const maxStatements = 500;

// PostgreSQL plans a named statement once per connection, for any parameters. Planning an unnamed
// one costs more than running it. Statements past the limit stay unnamed. So do statements with an
// order and bounds or subqueries, because the best index depends on their values.
function statementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    const name = names.size < maxStatements && !dependsOnValues(sql) ? `portal_${names.size}` : "";
    if (names.size < 2 * maxStatements) names.set(sql, name);
    return name;
  };
}

const dependsOnValues = (sql: string) => sql.includes(" ORDER BY ") && /[<>]|\(SELECT/.test(sql);

function numberedTexts(): (sql: string) => string {
  const texts = new Map<string, string>();
  return (sql) => {
    let position = 0;
    const text = texts.get(sql) ?? sql.replace(/\?/g, () => `$${++position}`);
    if (texts.size < maxStatements) texts.set(sql, text);
    return text;
  };
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
