import PQueue from "p-queue";

/** The limiter is full, or the turn did not come in time. */
export class LimiterFullError extends Error {
  override readonly name = "LimiterFullError";
}

interface LimiterSetting {
  /** At most so many go on within any stretch of so many milliseconds. */
  readonly max: number;
  readonly within: number;
  /** Nobody waits longer than so many milliseconds, and no more than so many wait at a time. */
  readonly waitAtMost: number;
  readonly maxWaiting: number;
}

/** Lets so many go on in a time. Callers that a person waits for go first. */
export class Limiter {
  readonly #setting: LimiterSetting;
  readonly #queue: PQueue;

  constructor(setting: LimiterSetting) {
    this.#setting = setting;
    this.#queue = new PQueue({ intervalCap: setting.max, interval: setting.within, strict: true });
  }

  /** Waits for its turn. Throws a LimiterFullError when that does not come in time. */
  async acquire({ isUrgent }: { isUrgent: boolean }): Promise<void> {
    const { maxWaiting, waitAtMost } = this.#setting;
    if (this.#queue.size >= maxWaiting) throw new LimiterFullError();
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(new LimiterFullError()), waitAtMost);
    try {
      await this.#queue.add(() => {}, { priority: isUrgent ? 1 : 0, signal: waiting.signal });
    } finally {
      clearTimeout(timer);
    }
  }
}
