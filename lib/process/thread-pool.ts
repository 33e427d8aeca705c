import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/errors.ts";
import { outsideRequests } from "./outside-requests.ts";
import { endTurn } from "./request-notes.mjs";

interface Running {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

const maxWaiting = 20;

const endAfterMilliseconds = 60_000;

/** Threads for work that would block all other work on the main thread, with a short queue. A
 *  thread starts when it is needed, and ends after a minute without work, so that its memory is
 *  free. */
export class ThreadPool<Job extends object> {
  readonly #file: string;
  readonly #size: number;
  readonly #idle: { readonly worker: Worker; readonly end: NodeJS.Timeout }[] = [];
  readonly #running = new Map<Worker, Running>();
  readonly #waiting: { readonly job: Job; readonly running: Running }[] = [];
  #places = 0;

  /** `file` is the thread's script, relative to the project. */
  constructor(file: string, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** Reserves one place, in a thread or in the queue, for as long as the work runs. The work gets a
   *  function that runs jobs. Throws BUSY when there is no place. */
  async inPlace<T>(work: (run: (job: Job) => Promise<unknown>) => Promise<T>): Promise<T> {
    if (this.#places >= this.#size + maxWaiting) throw new AppError("BUSY");
    // Waiting for a thread keeps no request of the same business waiting.
    endTurn();
    this.#places += 1;
    try {
      return await work((job) => this.#run(job));
    } finally {
      this.#places -= 1;
    }
  }

  async close(): Promise<void> {
    const idle = this.#idle.splice(0).map(({ worker, end }) => {
      clearTimeout(end);
      return worker;
    });
    await Promise.all([...idle, ...this.#running.keys()].map((worker) => worker.terminate()));
  }

  #run(job: Job): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, running: { resolve, reject } });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#running.size >= this.#size) return;
    const next = this.#waiting.shift();
    if (!next) return;
    const idle = this.#idle.pop();
    if (idle) clearTimeout(idle.end);
    const worker = idle?.worker ?? outsideRequests(() => this.#start());
    this.#running.set(worker, next.running);
    // A thread keeps the process alive only while it works.
    worker.ref();
    worker.postMessage(next.job);
  }

  #start(): Worker {
    // The path is relative to the project, not import.meta.url: the server's bundle is elsewhere,
    // and the thread needs no bundle.
    const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), this.#file));
    worker.on("message", (answer) => {
      this.#running.get(worker)?.resolve(answer);
      this.#running.delete(worker);
      worker.unref();
      const end = setTimeout(() => void worker.terminate(), endAfterMilliseconds).unref();
      this.#idle.push({ worker, end });
      this.#next();
    });
    worker.on("error", (error) => this.#running.get(worker)?.reject(error));
    worker.on("exit", () => {
      this.#running.get(worker)?.reject(new Error("A thread ended in its work"));
      this.#running.delete(worker);
      const place = this.#idle.findIndex((idle) => idle.worker === worker);
      if (place >= 0) this.#idle.splice(place, 1);
      this.#next();
    });
    return worker;
  }
}
