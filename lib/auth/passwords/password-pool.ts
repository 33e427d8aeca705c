import { availableParallelism } from "node:os";
import { ThreadPool } from "@/lib/process/thread-pool.ts";

/** A text to hash, or one to compare with a hash. */
type Job =
  | { readonly text: string; readonly cost: number }
  | { readonly text: string; readonly hash: string };

/** Threads for bcrypt, one per core. On the main thread each hash would block all other work for a
 *  fifth of a second. */
export class PasswordPool extends ThreadPool<Job> {
  /** How many hashes were compared so far. */
  compared = 0;

  constructor(size = availableParallelism()) {
    super("lib/auth/passwords/password-worker.mjs", size);
  }

  override inPlace<T>(work: (run: (job: Job) => Promise<unknown>) => Promise<T>): Promise<T> {
    return super.inPlace((run) =>
      work((job) => {
        if ("hash" in job) this.compared += 1;
        return run(job);
      }),
    );
  }
}

// All bundles that Next makes of this module share one pool, as they share the database connection.
const held = globalThis as typeof globalThis & { portalPasswords?: PasswordPool };

/** The pool of this process, started at first use. */
export function passwordPool(): PasswordPool {
  held.portalPasswords ??= new PasswordPool();
  return held.portalPasswords;
}
