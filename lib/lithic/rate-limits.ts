import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible";
import { env } from "@/lib/env.ts";
import { IssuerError } from "./issuer-error.ts";

// Requests a second and endpoint, docs.lithic.com/docs/rate-limits.
const rates = {
  production: { read: 30, write: 5, cardWrite: 15 },
  sandbox: { read: 15, write: 1, cardWrite: 2 },
} as const;

type Rates = (typeof rates)[keyof typeof rates];

const mostSecondsInLine = 5;

const held = globalThis as typeof globalThis & { portalIssuerQueues?: Map<string, RateLimiterQueue> };

/** Waits until an endpoint, such as "cards:POST", may be called. Throws an IssuerError of kind "unavailable" when the line is too long. */
export async function rateLimited(endpoint: string): Promise<void> {
  const rate = ratesNow();
  if (!rate) return;
  held.portalIssuerQueues ??= new Map();
  const queue = held.portalIssuerQueues.get(endpoint) ?? queueFor(endpoint, rate);
  held.portalIssuerQueues.set(endpoint, queue);
  await queue.removeTokens(1, endpoint, Math.floor(Date.now() / 1000) + mostSecondsInLine).catch((cause: unknown) => {
    throw new IssuerError("unavailable", "Too many things are waiting for the issuer.", { cause });
  });
}

function ratesNow(): Rates | undefined {
  const { LITHIC_ENVIRONMENT, ISSUER_SIMULATOR_RATES } = env();
  const environment = LITHIC_ENVIRONMENT === "simulator" ? ISSUER_SIMULATOR_RATES : LITHIC_ENVIRONMENT;
  return environment === "none" ? undefined : rates[environment];
}

function queueFor(endpoint: string, rate: Rates): RateLimiterQueue {
  const points = endpoint.endsWith(":GET") ? rate.read : endpoint.startsWith("cards:") ? rate.cardWrite : rate.write;
  return new RateLimiterQueue(new RateLimiterMemory({ points, duration: 1 }), { maxQueueSize: 1_000 });
}
