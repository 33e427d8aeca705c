import { count, uncount } from "@/lib/request-limits/count.ts";
import { networkOf } from "@/lib/request-limits/network-of.ts";

/** Counts a sign-in attempt from a network. Returns the seconds to wait after too many attempts, or
 *  0 when this one may proceed. */
export async function countSignIn(ip: string | null, email: string | undefined): Promise<number> {
  const network = networkOf(ip);
  return (
    (email !== undefined && (await count("signIn", "person", email))) ||
    (await count("signIn", "network", network)) ||
    (await count("failedSignIn", "network", network))
  );
}

/** Takes back the failure that was counted, because the attempt did not fail. */
export async function uncountFailure(ip: string | null): Promise<void> {
  await uncount("failedSignIn", "network", networkOf(ip));
}
