import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";
import { type Actor, systemActor, userActor } from "./actor.ts";
import { type CheckedSession, checkSession, touchSession } from "./check-session.ts";
import { endSession } from "./end-session.ts";
import { readToken } from "./next-auth.ts";
import { ownPath } from "./own-path.ts";
import { requestOrigin } from "./request-origin.ts";
import { sessionCookie } from "./session-cookie.ts";

/** The person behind a request, and what the frame of every page shows of them. */
export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: number;
  /** When they last proved who they are. */
  readonly authenticatedAt: Date;
  readonly name: string;
  readonly accountName: string;
  readonly currency: string;
  readonly accountStatus: string;
}

interface Options {
  /** Whether asking counts as use of the session; a page that asks by itself must not keep it alive. */
  readonly extends?: boolean;
}

/** Who asks: the one way to an actor for pages, actions and route handlers. The session, the person and the account are read for every
 *  request. Throws NOT_SIGNED_IN. */
export async function requireActor(options: Options = {}): Promise<Actor> {
  return (await signedIn(options)).actor;
}

/** Who asks, with what a page's frame shows of them. Throws NOT_SIGNED_IN. */
export async function signedIn({ extends: extending = true }: Options = {}): Promise<SignedIn> {
  const session = await currentSession();
  if (typeof session !== "object") throw new AppError("NOT_SIGNED_IN");
  if (extending) await extendOnce();
  return {
    actor: userActor(session.user, requestOrigin(await headers())),
    sessionId: session.id,
    authenticatedAt: session.authenticatedAt,
    name: session.user.name,
    accountName: session.account.businessName,
    currency: session.account.currency,
    accountStatus: session.account.status,
  };
}

/** Who asks for a page; who is not signed in is sent to sign in, and back here afterwards. */
export async function signedInOrRedirect(): Promise<SignedIn> {
  if (typeof (await currentSession()) === "object") return signedIn();
  const asked = (await headers()).get("x-portal-path");
  const query = new URLSearchParams({
    ...(asked !== null && { next: ownPath(asked) }),
    ...((await currentSession()) === "idle" && { reason: "expired" }),
  });
  redirect(query.size > 0 ? `/sign-in?${query}` : "/sign-in");
}

/** Whether the browser that asks is signed in; asking is no use of the session. */
export async function isSignedIn(): Promise<boolean> {
  return typeof (await currentSession()) === "object";
}

/** Ends the session of the browser that asks, if it has one. */
export async function endCurrentSession(revokedReason: string): Promise<void> {
  const session = await currentSession();
  if (typeof session !== "object") return;
  const actor = systemActor("sign-out", session.accountId, requestOrigin(await headers()));
  await endSession(actor, { sessionId: session.id, revokedReason });
}

const currentSession = cache(async (): Promise<CheckedSession | "idle" | "ended"> => {
  const cookie = (await cookies()).get(sessionCookie().name)?.value;
  const token = cookie && (await readToken(cookie));
  return token ? checkSession(token, new Date()) : "ended";
});

// Nobody waits for it: a database that is slow to write must not keep people from reading.
const extendOnce = cache(async (): Promise<void> => {
  const session = await currentSession();
  if (typeof session !== "object") return;
  void touchSession(session, new Date()).catch((error: unknown) =>
    log().warn({ error }, "session: could not be extended"),
  );
});
