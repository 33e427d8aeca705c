/** Who stands in a line, and until when it is worth waiting. */
interface Waiting {
  readonly goOn: () => void;
  readonly giveUp: () => void;
  readonly deadline: number;
}

/** The line was too long to stand in. */
export class LineTooLongError extends Error {
  override readonly name = "LineTooLongError";
}

interface LineSetting {
  /** How many may go on within any stretch of so many milliseconds. */
  readonly most: number;
  readonly within: number;
  /** How many milliseconds somebody waits at most, and how many may wait at a time. */
  readonly patience: number;
  readonly longest: number;
}

/** A line before something that can be done so often in a time. Those whom a person waits for go first. */
export class Line {
  readonly #setting: LineSetting;
  readonly #hurried: Waiting[] = [];
  readonly #others: Waiting[] = [];
  #went: number[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(setting: LineSetting) {
    this.#setting = setting;
  }

  /** Waits for its turn. Throws a LineTooLongError when that does not come in time. */
  async stand({ isHurried }: { isHurried: boolean }): Promise<void> {
    const { longest, patience } = this.#setting;
    if (this.#hurried.length + this.#others.length >= longest) throw new LineTooLongError();
    const deadline = performance.now() + patience;
    await new Promise<void>((goOn, refuse) => {
      (isHurried ? this.#hurried : this.#others).push({
        goOn,
        giveUp: () => refuse(new LineTooLongError()),
        deadline,
      });
      this.#move();
    });
  }

  #move(): void {
    const { most, within } = this.#setting;
    const now = performance.now();
    this.#sendAway(now);
    for (let line = this.#next(); line; line = this.#next()) {
      const [first = now] = this.#went;
      const opens = this.#went.length < most ? now : first + within;
      if (opens > now) {
        this.#moveIn(opens - now);
        return;
      }
      this.#went = [...this.#went, now].slice(-most);
      line.shift()?.goOn();
    }
  }

  #next(): Waiting[] | undefined {
    return [this.#hurried, this.#others].find((line) => line.length > 0);
  }

  #moveIn(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#move();
    }, Math.ceil(milliseconds));
  }

  // Who came first has waited longest.
  #sendAway(now: number): void {
    for (const line of [this.#hurried, this.#others])
      while ((line[0]?.deadline ?? now) < now) line.shift()?.giveUp();
  }
}
