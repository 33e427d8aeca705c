import { AppError } from "@/lib/errors.ts";
import { noteFailedStatus } from "@/lib/process/request-notes.mjs";
import { type Counted, count } from "./count.ts";
import type { LimitName } from "./limits.ts";
import { networkOf } from "./network-of.ts";

/** Who is counted. Only people are. */
interface Spender {
  readonly kind: "user" | "system";
  readonly userId: number | null;
  readonly homeAccountId: number;
  readonly ip: string | null;
}

const held = globalThis as typeof globalThis & { portalLimitsPeople?: boolean };

/** Makes this process hold people to the limits. A server does so when it starts. Programs without
 *  visitors, such as the seed, have no limits. */
export function limitPeople(): void {
  held.portalLimitsPeople = true;
}

/** Counts one use of something dear for a person, their business and their network. Throws TOO_MANY
 *  with the time to wait when one of them has reached the limit. */
export async function spend(actor: Spender, name: LimitName): Promise<void> {
  if (!held.portalLimitsPeople || actor.kind !== "user") return;
  const counted: readonly (readonly [Counted, string])[] = [
    ["person", String(actor.userId)],
    ["business", String(actor.homeAccountId)],
    ["network", networkOf(actor.ip)],
  ];
  for (const [by, who] of counted) {
    const seconds = await count(name, by, who);
    if (seconds === 0) continue;
    noteFailedStatus(429);
    throw tooMany(seconds);
  }
}

/** Counts a search, when there is one. Throws as `spend` does. */
export async function spendOnSearch(actor: Spender, search: string | undefined): Promise<void> {
  if (search !== undefined && search.trim() !== "") await spend(actor, "search");
}

const tooMany = (seconds: number) =>
  new AppError("TOO_MANY", `Too many requests. Try again in ${seconds} seconds.`, {
    retryAfter: seconds,
  });
