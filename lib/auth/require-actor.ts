import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";
import { takeTurn } from "@/lib/request-limits/take-turn.ts";
import { type Actor, type Origin, systemActor, userActor } from "./actor.ts";
import { isAllowedFrom } from "./allowed-networks.ts";
import { lacksSecondFactor } from "./factors/lacks-second-factor.ts";
import { redirectToSetup } from "./first-run/redirect-to-setup.ts";
import { ownPath } from "./own-path.ts";
import { requestOrigin } from "./request-origin.ts";
import { type CheckedSession, checkSession, lastUse, touchSession } from "./session/check-session.ts";
import { endSession } from "./session/end-session.ts";
import { expireSessionOf } from "./session/expire-session.ts";
import { sessionCookie } from "./session/session-cookie.ts";
import { type TimeLeft, timeLeft } from "./session/time-left.ts";
import { readToken } from "./sign-in/next-auth.ts";

/** The person behind a request, with the details that every page's frame shows. */
export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: number;
  /** How much time the session has left, after this request. */
  readonly timeLeft: TimeLeft;
  readonly hasSecondFactor: boolean;
  /** Whether their business requires a second factor that they do not have yet. */
  readonly lacksSecondFactor: boolean;
  readonly name: string;
  readonly accountName: string;
  /** The zone in which they see times. Null for that of their browser. */
  readonly timeZone: string | null;
  readonly currency: string;
  readonly accountStatus: string;
}

/** How a request needs its session. */
export interface SessionOptions {
  /** Whether this request counts as use of the session. A page that polls must not keep it
   *  alive. */
  readonly extends?: boolean;
  /** Whether people may do this who still lack the second factor that their business requires. */
  readonly allowsMissingFactor?: boolean;
}

/** The actor of a request: the only way to get one in pages, actions and route handlers. Every
 *  request reads the session, the person and the account again. Throws NOT_SIGNED_IN,
 *  NETWORK_NOT_ALLOWED, SECOND_FACTOR_MISSING. */
export async function requireActor(options: SessionOptions = {}): Promise<Actor> {
  return (await signedIn(options)).actor;
}

/** The actor of a request, with the details that a page's frame shows. Throws NOT_SIGNED_IN,
 *  NETWORK_NOT_ALLOWED, SECOND_FACTOR_MISSING. */
export async function signedIn(options: SessionOptions = {}): Promise<SignedIn> {
  const { extends: extending = true, allowsMissingFactor = false } = options;
  const session = await currentSession();
  if (session === "network") throw new AppError("NETWORK_NOT_ALLOWED");
  if (typeof session !== "object") throw new AppError("NOT_SIGNED_IN");
  if (!allowsMissingFactor && lacksSecondFactor(session)) throw new AppError("SECOND_FACTOR_MISSING");
  if (extending) await extendOnce();
  const { id, authenticatedAt } = session;
  const now = new Date();
  return {
    actor: userActor(session.user, requestOrigin(await headers()), { id, authenticatedAt }),
    sessionId: id,
    timeLeft: timeLeft(extending ? { ...session, lastSeenAt: lastUse(session, now) } : session, now),
    hasSecondFactor: session.user.secondFactorSince !== null,
    lacksSecondFactor: lacksSecondFactor(session),
    name: session.user.name,
    accountName: session.account.businessName,
    timeZone: session.user.timeZone,
    currency: session.account.currency,
    accountStatus: session.account.status,
  };
}

/** The person who requests a page. Anyone who is not signed in goes to sign-in, and back here
 *  afterwards, or to set-up where nobody can sign in yet; anyone who must have a second factor and
 *  has none goes to add it. */
export async function signedInOrRedirect(options: SessionOptions = {}): Promise<SignedIn> {
  const session = await currentSession();
  const asked = (await headers()).get("x-portal-path");
  const next = asked === null ? {} : { next: ownPath(asked) };
  if (session === "network") redirect("/sign-in/network");
  if (typeof session !== "object") {
    await redirectToSetup();
    redirect(withQuery("/sign-in", { ...next, ...(session === "idle" && { reason: "expired" }) }));
  }
  if (!options.allowsMissingFactor && lacksSecondFactor(session)) redirect(withQuery("/second-factor", next));
  return signedIn(options);
}

function withQuery(path: string, values: Record<string, string>) {
  const query = new URLSearchParams(values);
  return (query.size > 0 ? `${path}?${query}` : path) as Parameters<typeof redirect>[0];
}

/** Uses the session of the requesting browser, and tells how much time it has left. Throws
 *  NOT_SIGNED_IN. */
export async function extendSession(): Promise<TimeLeft> {
  const session = await currentSession();
  if (typeof session !== "object") throw new AppError("NOT_SIGNED_IN");
  const now = new Date();
  await touchSession(session, now);
  return timeLeft({ ...session, lastSeenAt: lastUse(session, now) }, now);
}

/** Whether the requesting browser is signed in. Does not count as use of the session. */
export async function isSignedIn(): Promise<boolean> {
  return typeof (await currentSession()) === "object";
}

/** Ends the session of the requesting browser, if there is one. */
export async function endCurrentSession(revokedReason: string): Promise<void> {
  const session = await currentSession();
  if (typeof session !== "object") return;
  const actor = systemActor("sign-out", session.accountId, requestOrigin(await headers()));
  await endSession(actor, { sessionId: session.id, revokedReason });
}

// "network" is a session whose business does not let its people in from here.
const currentSession = cache(async (): Promise<CheckedSession | "idle" | "ended" | "network"> => {
  const cookie = (await cookies()).get(sessionCookie().name)?.value;
  const token = cookie && (await readToken(cookie));
  if (!token) return "ended";
  const session = await checkSession(token, new Date());
  const origin = requestOrigin(await headers());
  if (session === "idle") noteExpired(token, origin);
  if (typeof session === "object" && !isAllowedFrom(origin.ip, session.account.allowedNetworks))
    return "network";
  const hasWaited = typeof session === "object" && (await takeTurn(session.accountId));
  // Somebody may have ended it, or changed the role, while this request waited.
  return hasWaited ? checkSession(token, new Date()) : session;
});

// The answer is the same whether this is noted or not, so nothing waits for it.
function noteExpired(token: string, origin: Origin): void {
  void expireSessionOf(token, origin).catch((error: unknown) =>
    log().warn({ error }, "session: its end could not be noted"),
  );
}

// Nothing waits for this write: a database that is slow to write must not block reads.
const extendOnce = cache(async (): Promise<void> => {
  const session = await currentSession();
  if (typeof session !== "object") return;
  void touchSession(session, new Date()).catch((error: unknown) =>
    log().warn({ error }, "session: could not be extended"),
  );
});
