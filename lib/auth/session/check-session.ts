import { createHash } from "node:crypto";
import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { maxIdleSeconds } from "./session-cookie.ts";

/** An open session, with its user and account as they are now. */
export interface CheckedSession {
  readonly id: number;
  readonly accountId: number;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly authenticatedAt: Date;
  readonly user: {
    readonly id: number;
    readonly accountId: number;
    readonly email: string;
    readonly name: string;
    readonly role: string;
    readonly secondFactorSince: Date | null;
    readonly timeZone: string | null;
  };
  readonly account: {
    readonly businessName: string;
    readonly currency: string;
    readonly status: string;
    readonly secondFactorFor: string;
    readonly allowedNetworks: string | null;
  };
}

/** The hash that the database stores instead of the token. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Why a session was ended that expired. */
export const expiredReason = "it expired";

/** A session that was last used then, or before, has expired. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - maxIdleSeconds * 1000);

/** The filter for sessions that are still open at a given time. */
export function openSessions(now: Date) {
  return {
    revokedAt: null,
    expiresAt: { gt: now },
    lastSeenAt: { gt: idleSince(now) },
  };
}

/** The open session of a token. Returns "idle" when the session expired, and "ended" when it does
 *  not exist, was revoked, or its user or account may no longer sign in. */
export async function checkSession(token: string, now: Date): Promise<CheckedSession | "idle" | "ended"> {
  const session = await acrossAccounts(() =>
    findFields(
      "Session",
      { tokenHash: hashToken(token) },
      {
        id: true,
        accountId: true,
        lastSeenAt: true,
        expiresAt: true,
        revokedAt: true,
        revokedReason: true,
        authenticatedAt: true,
        user: {
          select: {
            id: true,
            accountId: true,
            email: true,
            name: true,
            role: true,
            status: true,
            secondFactorSince: true,
            timeZone: true,
            deletedAt: true,
          },
        },
        account: {
          select: {
            businessName: true,
            currency: true,
            status: true,
            secondFactorFor: true,
            allowedNetworks: true,
            deletedAt: true,
          },
        },
      },
    ),
  );
  if (!session || !mayComeIn(session.user, session.account)) return "ended";
  if (session.revokedAt) return session.revokedReason === expiredReason ? "idle" : "ended";
  const isInTime = session.expiresAt > now && session.lastSeenAt > idleSince(now);
  return isInTime ? session : "idle";
}

/** Whether a person may sign in: active, in an account that is neither suspended nor closed. */
export function mayComeIn(
  user: { status: string; deletedAt: Date | null },
  account: { status: string; deletedAt: Date | null },
): boolean {
  return user.status === "active" && !user.deletedAt && letsPeopleIn(account);
}

/** Whether an account lets its people in: it is neither suspended, closed nor deleted. */
export const letsPeopleIn = ({ status, deletedAt }: { status: string; deletedAt: Date | null }): boolean =>
  !deletedAt && !["suspended", "closed"].includes(status);

const touchAfterMilliseconds = 60_000;

/** When a session was last used, as it is written after a use now. */
export const lastUse = ({ lastSeenAt }: { lastSeenAt: Date }, now: Date): Date =>
  now.getTime() - lastSeenAt.getTime() < touchAfterMilliseconds ? lastSeenAt : now;

/** Keeps an open session from going idle. Writes at most once a minute. Activity is not a change of
 *  the session, so it is not audited. */
export async function touchSession(session: CheckedSession, now: Date): Promise<void> {
  const { id, accountId } = session;
  if (lastUse(session, now) !== now) return;
  const where = { id, revokedAt: null, lastSeenAt: { lt: now } };
  await inTransaction({ accountId }, (tx) => tx.session.updateMany({ where, data: { lastSeenAt: now } }));
}
