import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { env } from "@/lib/process/env.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";
import { IssuerError } from "../issuer-error.ts";
import { Limiter } from "./limiter.ts";

// Requests per second and endpoint, docs.lithic.com/docs/rate-limits.
const rates = {
  production: { read: 30, write: 5, cardWrite: 15 },
  sandbox: { read: 15, write: 1, cardWrite: 2 },
} as const;

type Rates = (typeof rates)[keyof typeof rates];

// A little more than the issuer's second, because calls may arrive closer together than they left.
const secondMilliseconds = 1_030;
const waitAtMost = 5_000;
const maxWaiting = 1_000;

// All bundles that Next makes of this module share it.
const held = globalThis as typeof globalThis & {
  portalIssuerLimiters?: Map<string, Limiter>;
  portalIssuerHolds?: Map<string, number>;
  portalLowPriority?: AsyncLocalStorage<true>;
};
held.portalIssuerLimiters ??= new Map();
held.portalIssuerHolds ??= new Map();
held.portalLowPriority ??= new AsyncLocalStorage<true>();
const limiters = held.portalIssuerLimiters;
const holds = held.portalIssuerHolds;
const lowPriority = held.portalLowPriority;

/** Runs work whose calls to the issuer let calls that a person waits for go first. */
export function atLowPriority<T>(work: () => Promise<T>): Promise<T> {
  return lowPriority.run(true, work);
}

/** Sends no call to an endpoint, such as "cards:POST", for some seconds, because the issuer asked
 *  for it. */
export function holdBack(endpoint: string, seconds: number): void {
  holds.set(endpoint, Date.now() + seconds * 1_000);
}

/** Waits until an endpoint, such as "cards:POST", may be called. Throws an IssuerError of kind
 *  "unavailable" when too many calls wait, or when the issuer asked for a longer pause. */
export async function rateLimited(endpoint: string): Promise<void> {
  await limited(endpoint);
  const left = heldFor(endpoint);
  if (left <= 0) return;
  if (left <= waitAtMost) await wait(left);
  // Somebody else may have been sent away meanwhile.
  const rest = left <= waitAtMost ? heldFor(endpoint) : left;
  if (rest > 0)
    throw new IssuerError("unavailable", "The issuer asked us to wait before the next call.", {
      retryAfter: Math.ceil(rest / 1_000),
    });
}

let latest = 0;

// The milliseconds that an endpoint is held back. After the clock was set back, nobody knows any
// more how long that is.
function heldFor(endpoint: string): number {
  const now = Date.now();
  if (now < latest - secondMilliseconds) holds.clear();
  latest = now;
  return (holds.get(endpoint) ?? 0) - now;
}

async function limited(endpoint: string): Promise<void> {
  const rate = ratesNow();
  if (!rate) return;
  const limiter = limiters.get(endpoint) ?? limiterFor(endpoint, rate);
  limiters.set(endpoint, limiter);
  const isUrgent = lowPriority.getStore() === undefined;
  await outsideRequests(() => limiter.acquire({ isUrgent })).catch((cause: unknown) => {
    throw new IssuerError("unavailable", "Too many things are waiting for the issuer.", { cause });
  });
}

function ratesNow(): Rates | undefined {
  const { LITHIC_ENVIRONMENT, ISSUER_SIMULATOR_RATES } = env();
  const environment = LITHIC_ENVIRONMENT === "simulator" ? ISSUER_SIMULATOR_RATES : LITHIC_ENVIRONMENT;
  return environment === "none" ? undefined : rates[environment];
}

function limiterFor(endpoint: string, rate: Rates): Limiter {
  const max = endpoint.endsWith(":GET")
    ? rate.read
    : endpoint.startsWith("cards:")
      ? rate.cardWrite
      : rate.write;
  return new Limiter({ max, within: secondMilliseconds, waitAtMost, maxWaiting });
}
