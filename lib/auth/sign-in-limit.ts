import { isIPv4 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

const mostFailures = 100;
const windowSeconds = 15 * 60;

const held = globalThis as typeof globalThis & { portalSignIns?: RateLimiterMemory };

// Shared by all bundles that Next makes of this module. Each process counts for itself; the limit that holds everywhere is the account's.
function limiter(): RateLimiterMemory {
  held.portalSignIns ??= new RateLimiterMemory({ points: mostFailures, duration: windowSeconds });
  return held.portalSignIns;
}

/** Counts an attempt to sign in from a network. Answers how many seconds to wait when there were too many, 0 when it may go on. */
export async function countSignIn(ip: string | null): Promise<number> {
  try {
    // It keeps a timer for each network.
    await outsideRequests(() => limiter().consume(networkOf(ip)));
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
    throw refusal;
  }
}

/** Takes back what an attempt counted, because it was right. */
export async function uncountSignIn(ip: string | null): Promise<void> {
  await outsideRequests(() => limiter().reward(networkOf(ip)));
}

/** What counts as one place: an IPv4 address, or the /64 of an IPv6 address, which is what one subscriber gets. */
export function networkOf(ip: string | null): string {
  if (ip === null) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped ?? isIPv4(ip)) return mapped ?? ip;
  const [head = "", tail] = ip.split("%")[0]?.split("::") ?? [];
  const groups = (part: string | undefined) => (part ? part.split(":") : []);
  const gap = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: gap }, () => "0"), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
