import { AppError } from "@/lib/errors.ts";
import type { Actor } from "./actor.ts";

/** For how long a proof counts for what needs a recent one, in milliseconds. ASVS 7.5.3 */
const proofMilliseconds = 5 * 60_000;

/** Throws CONFIRM_IDENTITY unless the person proved within five minutes who they are. For what
 *  somebody at an unlocked computer must not do in their name. Throws FORBIDDEN for an API key,
 *  which cannot. */
export function requireRecentProof(actor: Actor, now: Date): void {
  if (actor.kind === "system") return;
  if (actor.apiKeyId !== null)
    throw new AppError("FORBIDDEN", "An API key can't do this. Do it in the portal.");
  const age = actor.session
    ? now.getTime() - actor.session.authenticatedAt.getTime()
    : Number.POSITIVE_INFINITY;
  if (age >= proofMilliseconds) throw new AppError("CONFIRM_IDENTITY");
}
