import type { UserRow } from "./queries.ts";
import { userStatusLabels } from "./user.ts";

/** What a row of a list says about the state of a person. */
export type UserStateFields = Pick<UserRow, "status" | "removedAt" | "lockedUntil" | "invitedUntil">;

/** The state of a person as text: whether they may sign in now, and what keeps them from it. */
export function userStateText({ status, removedAt, lockedUntil, invitedUntil }: UserStateFields): string {
  if (removedAt !== null) return "Removed";
  if (status === "active" && lockedUntil !== null) return "Sign-in paused";
  if (status === "invited" && invitedUntil === null) return "Invitation expired";
  return userStatusLabels[status];
}
