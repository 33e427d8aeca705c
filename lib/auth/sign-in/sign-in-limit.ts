import { isIPv4 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

const maxFailures = 100;
const windowSeconds = 15 * 60;

const held = globalThis as typeof globalThis & { portalSignIns?: RateLimiterMemory };

// All bundles that Next makes of this module share one limiter. Each process counts separately; the
// limit that holds across processes is the one per user.
function limiter(): RateLimiterMemory {
  held.portalSignIns ??= new RateLimiterMemory({ points: maxFailures, duration: windowSeconds });
  return held.portalSignIns;
}

/** Counts a sign-in attempt from a network. Returns the seconds to wait after too many attempts, or
 *  0 when this one may proceed. */
export async function countSignIn(ip: string | null): Promise<number> {
  try {
    // The limiter keeps a timer for each network, so it must not belong to a request.
    await outsideRequests(() => limiter().consume(networkOf(ip)));
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000);
    throw refusal;
  }
}

/** Takes back a counted attempt after a correct password. */
export async function uncountSignIn(ip: string | null): Promise<void> {
  await outsideRequests(() => limiter().reward(networkOf(ip)));
}

/** The network to count by: an IPv4 address, or the /64 of an IPv6 address, which is what one
 *  subscriber gets. */
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
