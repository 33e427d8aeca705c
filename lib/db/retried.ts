import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@/lib/errors.ts";
import { asAppError, isWorthRetrying, UnknownOutcomeError } from "./engines/database-error.ts";
import { LostRaceError } from "./writer.ts";

const maxMilliseconds = 8_000;

/** Runs a unit of work, and starts it again when it lost a race. With an idempotency key even a
 *  change with an unknown outcome is repeated, because the repeat finds the stored answer. Throws
 *  AppErrors, BUSY after 8 seconds. */
export async function retried<T>(work: (attempt: number) => Promise<T>, isIdempotent = false): Promise<T> {
  const deadline = performance.now() + maxMilliseconds;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      const again =
        error instanceof LostRaceError ||
        isWorthRetrying(error) ||
        (isIdempotent && error instanceof UnknownOutcomeError);
      if (!again) throw asAppError(error);
      if (performance.now() > deadline) throw new AppError("BUSY", undefined, { cause: error });
      await wait(Math.random() * Math.min(500, 5 * 2 ** attempt));
    }
  }
}
