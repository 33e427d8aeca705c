import type BetterSqlite3 from "better-sqlite3";
import { currentScope } from "../scope.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { lateError, turns, withinTimeLimit } from "./units.ts";
import { whenUnlocked } from "./when-unlocked.ts";

/** Units of work that are committed together. */
interface Group {
  parts: number;
  readonly committed: Promise<void>;
  /** Settles the promise. Only the first call counts. */
  settle(error?: unknown): void;
}

const maxParts = 20;
const maxMillisecondsToBegin = 2_000;

/** Runs the writing units of work of one SQLite connection in turn. Those that run before the event
 *  loop turns are committed together, because they then share one wait for the disk. */
export class GroupCommit {
  readonly #turn = turns();
  #running: object | undefined;
  #group: Group | undefined;

  /** Throws unless the current unit of work is the running one. SQLite may also have rolled it
   *  back by itself. */
  refuseLate(db: BetterSqlite3.Database): void {
    if (this.#running !== currentScope().unit || !db.inTransaction) throw lateError();
  }

  /** Runs a unit of work and resolves when it is on disk. Throws BUSY when it takes too long. */
  async run<T>(connection: SqliteConnection, work: () => Promise<T>): Promise<T> {
    const end = await this.#turn();
    try {
      const group = this.#group ?? (await begin(connection));
      this.#group = group;
      const [outcome] = await Promise.allSettled([this.#part(connection, group, work)]);
      end();
      // Also after a failure, so that the file is no longer locked when the caller gets its answer.
      await group.committed.catch((error: unknown) => {
        if (outcome.status === "fulfilled") throw error;
      });
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    } finally {
      end();
    }
  }

  async #part<T>(connection: SqliteConnection, group: Group, work: () => Promise<T>): Promise<T> {
    const { db, statement } = connection;
    this.#running = currentScope().unit;
    try {
      statement("SAVEPOINT unit").run();
      const answer = await withinTimeLimit(work);
      statement("RELEASE SAVEPOINT unit").run();
      return answer;
    } catch (error) {
      undo(connection, group, error);
      throw error;
    } finally {
      this.#running = undefined;
      group.parts += 1;
      if (group.parts >= maxParts || !db.inTransaction) this.#commit(connection, group);
      else setImmediate(() => this.#group === group && !this.#running && this.#commit(connection, group));
    }
  }

  #commit({ db, statement }: SqliteConnection, group: Group): void {
    this.#group = undefined;
    try {
      if (db.inTransaction) statement("COMMIT").run();
      group.settle();
    } catch (error) {
      group.settle(error);
      if (db.inTransaction) statement("ROLLBACK").run();
    }
  }
}

// Begins as a writer, see docs/decisions.md, 8. While another process writes, the unit of work
// keeps its turn and blocks no reader. After a while it gives way, so that those behind it fail in
// time.
async function begin({ statement }: SqliteConnection): Promise<Group> {
  await whenUnlocked(maxMillisecondsToBegin, () => statement("BEGIN IMMEDIATE").run());
  let settle: Group["settle"] = () => {};
  const committed = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  committed.catch(() => {});
  return { parts: 0, committed, settle };
}

// After some failures, such as a full disk, SQLite has already rolled back the whole transaction.
function undo({ db, statement }: SqliteConnection, group: Group, why: unknown): void {
  try {
    statement("ROLLBACK TO SAVEPOINT unit").run();
    statement("RELEASE SAVEPOINT unit").run();
  } catch {
    group.settle(why);
    if (db.inTransaction) statement("ROLLBACK").run();
  }
}
