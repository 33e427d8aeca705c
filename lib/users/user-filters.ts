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

/** The condition for the people of a list, on their own fields and on their invitations. */
export function userConditions(
  { role, status, lastSignIn, paused, invitation }: Filters,
  now: Date,
): { readonly own: Record<string, unknown>; readonly invitations: Record<string, unknown> | null } {
  return {
    own: {
      ...(role !== undefined && { role }),
      ...(status !== undefined && { status: oneOf(status) }),
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
