import { maxIdleSeconds } from "./session-cookie.ts";

/** How much time a session has left. */
export interface TimeLeft {
  /** Until it ends, unless it is used. */
  readonly milliseconds: number;
  /** Whether using it makes that longer: it does not in its last minutes. */
  readonly isExtendable: boolean;
}

/** How much time a session has left: 15 minutes after its last use, and to its end in any case. */
export function timeLeft(session: { lastSeenAt: Date; expiresAt: Date }, now: Date): TimeLeft {
  const idleAt = session.lastSeenAt.getTime() + maxIdleSeconds * 1000;
  const endsAt = session.expiresAt.getTime();
  return { milliseconds: Math.min(idleAt, endsAt) - now.getTime(), isExtendable: idleAt < endsAt };
}
