import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Applied, failed, type Migration, pendingMigrations, readHistory } from "./migration-files.ts";

const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

async function withPostgresql<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What was applied to a PostgreSQL database. */
export async function postgresqlHistory(databaseUrl: string): Promise<Applied[]> {
  return withPostgresql(databaseUrl, async (client) => {
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS found");
    return rows[0]?.found ? (await client.query<Applied>(readHistory)).rows : [];
  });
}

/** Applies what is missing, and returns its names. */
export async function applyToPostgresql(databaseUrl: string, migrations: Migration[]): Promise<string[]> {
  return withPostgresql(databaseUrl, async (client) => {
    const applied: string[] = [];
    for (;;) {
      const next = await applyNextToPostgresql(client, migrations);
      if (!next) return applied;
      applied.push(next);
    }
  });
}

// Any number will do, as long as no other lock of the portal uses it.
const migrationLock = 7_202_611;

async function applyNextToPostgresql(
  client: pg.Client,
  migrations: Migration[],
): Promise<string | undefined> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    await client.query(historyTable);
    const [next] = pendingMigrations(migrations, (await client.query<Applied>(readHistory)).rows);
    if (next) {
      await client.query(next.sql).catch((error: unknown) => Promise.reject(failed(next, error)));
      await client.query(
        `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, clock_timestamp(), $3, 1)`,
        [randomUUID(), next.checksum, next.name],
      );
    }
    await client.query("COMMIT");
    return next?.name;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
