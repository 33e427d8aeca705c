import { AppError, invalidField } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";
import { count } from "@/lib/request-limits/count.ts";
import { networkOf } from "@/lib/request-limits/network-of.ts";
import { hasPeople } from "./has-people.ts";
import { readSetupCode } from "./setup-code.ts";

/** Opens set-up with its code, and returns when the code expires. Throws RULE_BROKEN once somebody
 *  is here, INVALID_INPUT at `code` for a wrong one, TOO_MANY for many wrong ones from one
 *  network. */
export async function checkSetupCode(code: string, ip: string | null): Promise<Date> {
  if (await hasPeople()) throw setupFinished();
  const expires = readSetupCode(code, new Date());
  if (expires) return expires;
  log().warn("setup: a wrong code");
  const wait = await count("setupCode", "network", networkOf(ip));
  if (wait > 0)
    throw new AppError("TOO_MANY", "Too many wrong codes. Try again in 15 minutes.", { retryAfter: wait });
  throw invalidField("code", "This code is wrong or has expired. Restart the portal to print a new one.");
}

/** The error for whoever comes after set-up was finished. */
export const setupFinished = () =>
  new AppError("RULE_BROKEN", "This portal is already set up. Sign in to continue.");
