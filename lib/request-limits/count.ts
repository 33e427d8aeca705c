import { createHmac } from "node:crypto";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { env } from "@/lib/process/env.ts";
import { log } from "@/lib/process/log.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { type Limit, type LimitName, limits } from "./limits.ts";
import { redis } from "./redis.ts";

/** Whom a limit counts by. */
export type Counted = Exclude<keyof Limit, "seconds">;

/** Counts in this process, and in Redis for all processes where there is one. */
interface Limiters {
  readonly own: RateLimiterMemory;
  readonly shared: RateLimiterRedis | undefined;
}

const held = globalThis as typeof globalThis & {
  portalLimiters?: Map<string, Limiters>;
  portalCountsAloneUntil?: number;
};

// All bundles that Next makes of this module share the limiters.
function limitersOf(name: LimitName, by: Counted): Limiters | undefined {
  const { [by]: points, seconds }: Limit = limits[name];
  if (points === undefined) return undefined;
  held.portalLimiters ??= new Map();
  const key = `${name} ${by}`;
  const known = held.portalLimiters.get(key);
  if (known) return known;
  const options = { points, duration: seconds, keyPrefix: `limit ${key}` };
  const storeClient = redis();
  const limiters = {
    own: new RateLimiterMemory(options),
    shared: storeClient && new RateLimiterRedis({ ...options, storeClient, useRedisPackage: true }),
  };
  held.portalLimiters.set(key, limiters);
  return limiters;
}

/** Counts one use for whoever `who` is. Returns the seconds to wait when the limit was reached, or
 *  0. */
export async function count(name: LimitName, by: Counted, who: string): Promise<number> {
  try {
    await inLimiter(name, by, (limiter) => limiter.consume(anonymous(who)));
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

/** Takes back a counted use. */
export async function uncount(name: LimitName, by: Counted, who: string): Promise<void> {
  await inLimiter(name, by, (limiter) => limiter.reward(anonymous(who)));
}

// Redis may be read by others, and emails and addresses of people are nobody else's.
const anonymous = (who: string) =>
  createHmac("sha256", env().AUTH_SECRET).update(`limit ${who}`).digest("base64url");

const aloneMilliseconds = 5_000;

// A limit is never off: without Redis, each process counts for itself.
async function inLimiter<T>(
  name: LimitName,
  by: Counted,
  work: (limiter: RateLimiterAbstract) => Promise<T>,
): Promise<T | undefined> {
  const limiters = limitersOf(name, by);
  // The limiter keeps a timer for each key, so it must not belong to a request.
  const { own, shared } = limiters ?? {};
  if (shared && Date.now() >= (held.portalCountsAloneUntil ?? 0))
    try {
      return await inTime(outsideRequests(() => work(shared)));
    } catch (error) {
      if (error instanceof RateLimiterRes) throw error;
      held.portalCountsAloneUntil = Date.now() + aloneMilliseconds;
      log().warn({ error }, "limits: Redis did not count");
    }
  return own && outsideRequests(() => work(own));
}

const waitAtMost = 200;

/** What comes within a fifth of a second. Throws when it takes longer. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Redis took longer than 200 ms")), waitAtMost);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
