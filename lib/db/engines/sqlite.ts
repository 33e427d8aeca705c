import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaClient } from "@/prisma/generated/sqlite/client.ts";
import { currentScope } from "../scope.ts";
import type { Database, QueryLog, SqlValue } from "./database.ts";
import { GroupCommit } from "./group-commit.ts";
import {
  maxMillisecondsToRead,
  openSqlite,
  prismaAdapter,
  type SqliteConnection,
} from "./sqlite-connection.ts";
import { whenUnlocked } from "./when-unlocked.ts";

/** A SQLite file: one connection that writes, and one that reads and never waits behind a write. */
export function connectSqlite(url: string, log: QueryLog): Database {
  mkdirSync(dirname(url.replace(/^file:/, "")), { recursive: true });
  const units = new GroupCommit();
  const opened: { writing?: SqliteConnection; reading?: SqliteConnection } = {};
  const writing = () => (opened.writing ??= openSqlite(url, false));
  const reading = () => (opened.reading ??= openSqlite(url, true));
  const statement = (sql: string) => {
    if (!currentScope().writes) return reading().statement(sql);
    units.refuseLate(writing().db);
    return writing().statement(sql);
  };
  const client = new PrismaClient({ adapter: prismaAdapter(statement), log });
  return {
    engine: "sqlite",
    url,
    client,
    transaction: (work) => units.run(writing(), work),
    run: (sql, parameters) =>
      whenUnlocked(maxMillisecondsToRead, () => {
        const prepared = statement(sql);
        if (!prepared.reader) return { rows: [], count: prepared.run(parameters).changes };
        return { rows: prepared.raw().all(parameters) as SqlValue[][], count: 0 };
      }),
    async close() {
      await client.$disconnect();
      for (const name of ["writing", "reading"] as const) {
        opened[name]?.db.close();
        delete opened[name];
      }
    },
  };
}
