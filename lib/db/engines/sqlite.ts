import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { currentScope } from "../scope.ts";
import type { Database, QueryLog, SqlValue } from "./database.ts";
import { GroupCommit } from "./group-commit.ts";
import { openOnce } from "./sqlite-connection.ts";

/** A SQLite file: one connection that writes, one that reads. */
export function connectSqlite(url: string, log: QueryLog): Database {
  mkdirSync(dirname(url.replace(/^file:/, "")), { recursive: true });
  const units = new GroupCommit();
  const writing = openOnce(url, false, (db) => units.refuseLate(db));
  const reading = openOnce(url, true, () => {});
  const writer = new PrismaClient({ adapter: writing.factory, log });
  const reader = new PrismaClient({ adapter: reading.factory, log });
  return {
    engine: "sqlite",
    url,
    writer,
    reader,
    transaction: async (work) => units.run(await writing.opened(), work),
    async run(sql, parameters) {
      const { writes } = currentScope();
      const { db, statement } = await (writes ? writing : reading).opened();
      if (writes) units.refuseLate(db);
      const prepared = statement(sql);
      if (!prepared.reader) return { rows: [], count: prepared.run(parameters).changes };
      return { rows: prepared.raw().all(parameters) as SqlValue[][], count: 0 };
    },
    async close() {
      await Promise.all([writer.$disconnect(), reader.$disconnect()]);
      for (const { close } of [writing, reading]) await close();
    },
  };
}
