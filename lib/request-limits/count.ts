import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { type Limit, type LimitName, limits } from "./limits.ts";

/** Whom a limit counts by. */
export type Counted = Exclude<keyof Limit, "seconds">;

const held = globalThis as typeof globalThis & { portalLimiters?: Map<string, RateLimiterMemory> };

// All bundles that Next makes of this module share the limiters.
function limiterOf(name: LimitName, by: Counted): RateLimiterMemory | undefined {
  const { [by]: points, seconds }: Limit = limits[name];
  if (points === undefined) return undefined;
  held.portalLimiters ??= new Map();
  const key = `${name} ${by}`;
  const limiter = held.portalLimiters.get(key) ?? new RateLimiterMemory({ points, duration: seconds });
  held.portalLimiters.set(key, limiter);
  return limiter;
}

/** Counts one use for whoever `who` is. Returns the seconds to wait when the limit was reached, or
 *  0. */
export async function count(name: LimitName, by: Counted, who: string): Promise<number> {
  try {
    // The limiter keeps a timer for each key, so it must not belong to a request.
    await outsideRequests(async () => limiterOf(name, by)?.consume(who));
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

/** Takes back a counted use. */
export async function uncount(name: LimitName, by: Counted, who: string): Promise<void> {
  await outsideRequests(async () => limiterOf(name, by)?.reward(who));
}
