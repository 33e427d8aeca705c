import type { Actor } from "@/lib/auth/actor.ts";
import { AppError } from "@/lib/errors.ts";
import { type Role, reachOf, roles } from "@/lib/permissions.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

export type UserStatus = (typeof words.User.status)[number];

/** What people read for the state of a user. */
export const userStatusLabels: Readonly<Record<UserStatus, string>> = {
  invited: "Invited",
  active: "Active",
  deactivated: "Deactivated",
};

/** What people read for a role. */
export const roleLabels: Readonly<Record<Role, string>> = {
  owner: "Owner",
  admin: "Admin",
  user: "Cardholder",
  analyst: "Analyst",
  operator: "Operator",
};

/** Roles that an actor may give. Operators come only with the platform itself. */
export function grantableRoles(actor: Actor): readonly Role[] {
  if (actor.role === "system") return roles;
  return reachOf(actor.role, "user.grant-admin")
    ? ["owner", "admin", "user", "analyst"]
    : ["user", "analyst"];
}

/** Throws FORBIDDEN unless the actor may give this role. */
export function checkGrant(actor: Actor, role: Role): void {
  if (!grantableRoles(actor).includes(role))
    throw new AppError(
      "FORBIDDEN",
      `Your role does not allow making somebody ${roleLabels[role].toLowerCase()}. Ask an owner.`,
    );
}

/** Throws FORBIDDEN when a user in this role is out of the actor's hands: owners are, for everyone but owners. */
export function checkManage(actor: Actor, role: string): void {
  if (role === "owner" && !grantableRoles(actor).includes("owner"))
    throw new AppError("FORBIDDEN", "Only an owner can change an owner.");
}
