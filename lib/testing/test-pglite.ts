import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** PostgreSQL in WebAssembly behind a socket, for machines without a server; empty, or from what `dump` gave. */
export async function servePglite(dumped?: Blob) {
  const db = await PGlite.create(dumped ? { loadDataDir: dumped } : {});
  const server = new PGLiteSocketServer({ db, port: 0, host: "127.0.0.1", maxConnections: 20 });
  await server.start();
  const { rows } = await db.query<{ server_version: string }>("SHOW server_version");
  return {
    // All its connections share one session, and so the names of statements.
    url: `postgresql://postgres@${server.getServerConn()}/postgres?pgbouncer=true`,
    version: rows[0]?.server_version.split(" ")[0] ?? "",
    dump: async () => Buffer.from(await (await db.dumpDataDir("none")).arrayBuffer()),
    stop: async () => {
      await server.stop();
      await db.close();
    },
  };
}
