import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/errors.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

/** A text to hash, or one to compare with a hash. */
type Job =
  | { readonly text: string; readonly cost: number }
  | { readonly text: string; readonly hash: string };

interface Running {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

const maxWaiting = 20;

/** Threads for bcrypt, one per core, with a short queue. On the main thread each hash would block
 *  all other work for a fifth of a second. */
export class PasswordPool {
  /** How many hashes were compared so far. */
  compared = 0;
  readonly #size: number;
  readonly #idle: Worker[] = [];
  readonly #running = new Map<Worker, Running>();
  readonly #waiting: { readonly job: Job; readonly running: Running }[] = [];
  #places = 0;

  constructor(size = availableParallelism()) {
    this.#size = size;
  }

  /** Reserves one place, in a thread or in the queue, for as long as the work runs. The work gets a
   *  function that runs jobs. Throws BUSY when there is no place. */
  async inPlace<T>(work: (run: (job: Job) => Promise<unknown>) => Promise<T>): Promise<T> {
    if (this.#places >= this.#size + maxWaiting) throw new AppError("BUSY");
    this.#places += 1;
    try {
      return await work((job) => this.#run(job));
    } finally {
      this.#places -= 1;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle.splice(0), ...this.#running.keys()].map((worker) => worker.terminate()));
  }

  #run(job: Job): Promise<unknown> {
    if ("hash" in job) this.compared += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, running: { resolve, reject } });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#running.size >= this.#size) return;
    const next = this.#waiting.shift();
    if (!next) return;
    const worker = this.#idle.pop() ?? outsideRequests(() => this.#start());
    this.#running.set(worker, next.running);
    // A thread keeps the process alive only while it works.
    worker.ref();
    worker.postMessage(next.job);
  }

  #start(): Worker {
    // The path is relative to the project, not import.meta.url: the server's bundle is elsewhere,
    // and the thread needs no bundle.
    const worker = new Worker(
      join(/* turbopackIgnore: true */ process.cwd(), "lib/auth/passwords/password-worker.mjs"),
    );
    worker.on("message", (answer) => {
      this.#running.get(worker)?.resolve(answer);
      this.#running.delete(worker);
      worker.unref();
      this.#idle.push(worker);
      this.#next();
    });
    worker.on("error", (error) => this.#running.get(worker)?.reject(error));
    worker.on("exit", () => {
      this.#running.get(worker)?.reject(new Error("A thread for passwords ended in its work"));
      this.#running.delete(worker);
      const place = this.#idle.indexOf(worker);
      if (place >= 0) this.#idle.splice(place, 1);
      this.#next();
    });
    return worker;
  }
}

// All bundles that Next makes of this module share one pool, as they share the database connection.
const held = globalThis as typeof globalThis & { portalPasswords?: PasswordPool };

/** The pool of this process, started at first use. */
export function passwordPool(): PasswordPool {
  held.portalPasswords ??= new PasswordPool();
  return held.portalPasswords;
}
