import { rolesWithSecondFactor } from "@/lib/auth/factors/lacks-second-factor.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { oneOf } from "@/lib/lists/list-rules.ts";
import type { UserListQuery } from "./user-list.ts";

type Filters = UserListQuery["filters"];

const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

const signedIn = (now: Date) => ({
  never: neverSignedIn,
  "last-30-days": { gte: daysAgo(now, 30) },
  "not-in-30-days": { lt: daysAgo(now, 30) },
  "not-in-90-days": { lt: daysAgo(now, 90) },
});

/** The time of the last sign-in of somebody who never signed in. */
export const neverSignedIn = new Date(0);

/** The invitations that can still be accepted. */
export const openInvitations = (now: Date) =>
  ({ purpose: "invitation", usedAt: null, expiresAt: { gt: now } }) as const;

/** The condition for the people of a list, on their own fields and on their invitations. `policy`
 *  says who must have a second factor. */
export function userConditions(
  { role, status, secondFactor, lastSignIn, paused, invitation }: Filters,
  policy: string,
  now: Date,
): { readonly own: Record<string, unknown>; readonly invitations: Record<string, unknown> | null } {
  return {
    own: {
      ...(role !== undefined && { role }),
      ...(status !== undefined && { status: oneOf(status) }),
      ...(secondFactor === "has" && { secondFactorSince: { not: null } }),
      ...(secondFactor === "none" && { secondFactorSince: null }),
      ...(secondFactor === "missing" && missing(role, status, policy)),
      ...(lastSignIn !== undefined && { lastLoginAt: signedIn(now)[lastSignIn] }),
      ...(paused !== undefined && { lockedUntil: { gt: now } }),
    },
    invitations:
      invitation === undefined
        ? null
        : {
            status: "invited",
            signInTokens: { [invitation === "open" ? "some" : "none"]: openInvitations(now) },
          },
  };
}

// Of everybody, or of those with a role or a state that is asked for too.
function missing(role: Filters["role"], status: Filters["status"], policy: string): Record<string, unknown> {
  const required = rolesWithSecondFactor(policy).filter((one) => role === undefined || one === role);
  const isPossible = required.length > 0 && (status?.includes("active") ?? true);
  return isPossible
    ? { secondFactorSince: null, status: "active", role: oneOf(required) }
    : // Nobody has this id.
      { id: 0 };
}

/** Until when the invitations of these people work, by the id of the person. */
export async function invitationsOf(
  db: Reader,
  userIds: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, Date>> {
  if (userIds.length === 0) return new Map();
  const open = await db.signInToken.findMany({
    where: { userId: { in: [...userIds] }, ...openInvitations(now) },
    orderBy: { id: "asc" },
    select: { userId: true, expiresAt: true },
  });
  return new Map(open.map(({ userId, expiresAt }) => [userId, expiresAt]));
}
