import { setTimeout as wait } from "node:timers/promises";

const maxPause = 50;

/** Runs work on a SQLite file, and runs it again while another process holds the file's lock, for
 *  this many milliseconds. SQLite itself would wait too, and with it the whole process. The work
 *  must change nothing before it fails. Throws SQLite's error in the end. */
export async function whenUnlocked<T>(milliseconds: number, work: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (let pause = 1; ; pause = Math.min(maxPause, 2 * pause)) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error) || performance.now() > deadline) throw error;
      await wait(pause);
    }
  }
}

// Prisma's adapter keeps the code in the cause of its own error.
function isLocked(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { originalCode?: unknown } };
  return String(code ?? cause?.originalCode).startsWith("SQLITE_BUSY");
}
