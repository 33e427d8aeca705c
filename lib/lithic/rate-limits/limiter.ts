import PQueue from "p-queue";

/** The limiter is full, or the turn did not come in time. */
export class LimiterFullError extends Error {
  override readonly name = "LimiterFullError";
}

interface LimiterSetting {
  /** The maximum number of calls within any period of `within` milliseconds. */
  readonly max: number;
  readonly within: number;
  /** The maximum wait in milliseconds, and the maximum number of waiting calls. */
  readonly waitAtMost: number;
  readonly maxWaiting: number;
}

/** Limits the number of calls in a period. Calls that a person waits for go first. */
export class Limiter {
  readonly #setting: LimiterSetting;
  #queue: PQueue;
  #latest = 0;

  constructor(setting: LimiterSetting) {
    this.#setting = setting;
    this.#queue = emptyQueue(setting);
  }

  /** Waits for its turn. Throws a LimiterFullError when the turn does not come in time. */
  async acquire({ isUrgent }: { isUrgent: boolean }): Promise<void> {
    const { maxWaiting, waitAtMost } = this.#setting;
    this.#watchClock();
    if (this.#queue.size >= maxWaiting) throw new LimiterFullError();
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(new LimiterFullError()), waitAtMost);
    try {
      await this.#queue.add(() => {}, { priority: isUrgent ? 1 : 0, signal: waiting.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  // p-queue reads the wall clock. After it is set back, no call would start until it has caught up.
  #watchClock(): void {
    const now = Date.now();
    const wasSetBack = now < this.#latest - this.#setting.within;
    if (wasSetBack) this.#queue = emptyQueue(this.#setting);
    this.#latest = wasSetBack ? now : Math.max(now, this.#latest);
  }
}

const emptyQueue = ({ max, within }: LimiterSetting) =>
  new PQueue({ intervalCap: max, interval: within, strict: true });
