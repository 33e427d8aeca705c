import { AppError } from "@/lib/errors.ts";
import { count } from "@/lib/request-limits/count.ts";
import { networkOf } from "@/lib/request-limits/network-of.ts";

/** Counts a request for a reset link, for the address and from the network. Throws TOO_MANY,
 *  whether or not anybody has the address. */
export const countResetRequest = (ip: string | null, email: string): Promise<void> =>
  countRequest("resetRequest", ip, email);

/** Counts a sign-up, for the address and from the network. Throws TOO_MANY, whether or not anybody
 *  has the address. */
export const countSignUpRequest = (ip: string | null, email: string): Promise<void> =>
  countRequest("signUpRequest", ip, email);

async function countRequest(
  name: "resetRequest" | "signUpRequest",
  ip: string | null,
  email: string,
): Promise<void> {
  // The network first, so that one that is over its limit uses up nobody else's requests.
  const wait = (await count(name, "network", networkOf(ip))) || (await count(name, "person", email));
  if (wait > 0)
    throw new AppError("TOO_MANY", "Too many requests. Check your inbox, or try again in 15 minutes.", {
      retryAfter: wait,
    });
}

/** Counts a use of a link, right or wrong. Throws TOO_MANY. */
export async function countLinkUse(ip: string | null): Promise<void> {
  const wait = await count("linkUse", "network", networkOf(ip));
  if (wait > 0) throw new AppError("TOO_MANY", undefined, { retryAfter: wait });
}
