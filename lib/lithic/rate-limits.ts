import { AsyncLocalStorage } from "node:async_hooks";
import { env } from "@/lib/process/env.ts";
import { IssuerError } from "./issuer-error.ts";
import { Line } from "./line.ts";

// Requests a second and endpoint, docs.lithic.com/docs/rate-limits.
const rates = {
  production: { read: 30, write: 5, cardWrite: 15 },
  sandbox: { read: 15, write: 1, cardWrite: 2 },
} as const;

type Rates = (typeof rates)[keyof typeof rates];

// A little more than the issuer's second: calls that leave one after the other may arrive closer together.
const secondMilliseconds = 1_030;
const patience = 5_000;
const longest = 1_000;

// Shared by all bundles that Next makes of this module.
const held = globalThis as typeof globalThis & {
  portalIssuerLines?: Map<string, Line>;
  portalBehindPeople?: AsyncLocalStorage<true>;
};
held.portalIssuerLines ??= new Map();
held.portalBehindPeople ??= new AsyncLocalStorage<true>();
const lines = held.portalIssuerLines;
const behind = held.portalBehindPeople;

/** Does work whose calls to the issuer let those go first that a person waits for. */
export function behindPeople<T>(work: () => Promise<T>): Promise<T> {
  return behind.run(true, work);
}

/** Waits until an endpoint, such as "cards:POST", may be called. Throws an IssuerError of kind "unavailable" when the line is too long. */
export async function rateLimited(endpoint: string): Promise<void> {
  const rate = ratesNow();
  if (!rate) return;
  const line = lines.get(endpoint) ?? lineFor(endpoint, rate);
  lines.set(endpoint, line);
  await line.stand({ isHurried: behind.getStore() === undefined }).catch((cause: unknown) => {
    throw new IssuerError("unavailable", "Too many things are waiting for the issuer.", { cause });
  });
}

function ratesNow(): Rates | undefined {
  const { LITHIC_ENVIRONMENT, ISSUER_SIMULATOR_RATES } = env();
  const environment = LITHIC_ENVIRONMENT === "simulator" ? ISSUER_SIMULATOR_RATES : LITHIC_ENVIRONMENT;
  return environment === "none" ? undefined : rates[environment];
}

function lineFor(endpoint: string, rate: Rates): Line {
  const most = endpoint.endsWith(":GET")
    ? rate.read
    : endpoint.startsWith("cards:")
      ? rate.cardWrite
      : rate.write;
  return new Line({ most, within: secondMilliseconds, patience, longest });
}
