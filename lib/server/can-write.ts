import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { connection } from "@/lib/db/client.ts";
import { asAppError } from "@/lib/db/engines/database-error.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

const maxAge = 5_000;
// Less is soon used up by the pages of a few changes.
const minFreeBytes = 1_000_000;

// The smallest change that goes to the disk and changes no row. PostgreSQL refuses the UPDATE of a
// database that is read-only.
const smallest = {
  sqlite: "PRAGMA user_version = 0",
  postgresql:
    "WITH tried AS (UPDATE users SET id = id WHERE false RETURNING 1) SELECT pg_current_xact_id()::text, count(*) FROM tried",
} as const;

const held: { last?: { readonly at: number; readonly answer: Promise<boolean> } } = {};

/** Tries whether something can be saved: that the disk has room, nobody else holds the lock and the
 *  database takes changes. Tries at most every five seconds, however often it is called. */
export function canWrite(): Promise<boolean> {
  const now = performance.now();
  if (!held.last || now - held.last.at > maxAge)
    held.last = { at: now, answer: outsideRequests(() => tryToWrite()) };
  return held.last.answer;
}

/** Tries it now. `freeBytes` is how much room the disk of a SQLite file must have. */
export async function tryToWrite(freeBytes = minFreeBytes): Promise<boolean> {
  try {
    await checkRoom(freeBytes);
    await inTransaction("across", () => connection().plainSql(smallest[connection().engine], []));
    return true;
  } catch (error) {
    const known = asAppError(error);
    const code = known instanceof AppError ? known.code : "BROKEN";
    log().error({ error, code }, "health: nothing can be saved");
    return false;
  }
}

// A small change may still fit into the file's log when others no longer do.
async function checkRoom(freeBytes: number): Promise<void> {
  const { engine, url } = connection();
  if (engine !== "sqlite") return;
  const { bavail, bsize } = await statfs(dirname(url.replace(/^file:/, "")));
  if (bavail * bsize < freeBytes) throw new AppError("READ_ONLY", "The disk is full.");
}
