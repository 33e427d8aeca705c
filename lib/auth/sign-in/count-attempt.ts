const maxAttempts = 10;
const pauseMilliseconds = 30 * 60_000;

/** How many wrong passwords there were in a row, and until when no other is compared. */
export interface Attempts {
  readonly attempts: number;
  readonly pausedUntil: Date | null;
}

/** The count with one attempt more. The tenth pauses for 30 minutes; then the count starts again.
 *  Undefined during the pause. */
export function countAttempt({ attempts, pausedUntil }: Attempts, now: Date): Attempts | undefined {
  if (pausedUntil && pausedUntil > now) return undefined;
  const counted = pausedUntil ? 1 : Math.min(attempts + 1, maxAttempts);
  return { attempts: counted, pausedUntil: counted === maxAttempts ? pauseFrom(now) : null };
}

/** Until when a pause lasts that begins now. */
export const pauseFrom = (now: Date): Date => new Date(now.getTime() + pauseMilliseconds);
