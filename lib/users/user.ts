import type { Actor } from "@/lib/auth/actor.ts";
import { AppError } from "@/lib/errors.ts";
import { type Role, reachOf, roles } from "@/lib/permissions.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

export type UserStatus = (typeof words.User.status)[number];

/** Labels for the states of a user. */
export const userStatusLabels: Readonly<Record<UserStatus, string>> = {
  invited: "Invited",
  active: "Active",
  deactivated: "Deactivated",
};

/** Labels for the roles. */
export const roleLabels: Readonly<Record<Role, string>> = {
  owner: "Owner",
  admin: "Admin",
  user: "Cardholder",
  analyst: "Analyst",
  operator: "Operator",
};

/** Whether a role manages other people. */
export const managesOthers = (role: string): boolean => ["owner", "admin", "operator"].includes(role);

/** The roles that an actor may grant. Only operators make operators, and nobody else. */
export function grantableRoles(actor: Actor): readonly Role[] {
  if (actor.role === "system") return roles;
  if (actor.role === "operator") return ["operator"];
  return reachOf(actor.role, "user.grant-admin")
    ? ["owner", "admin", "user", "analyst"]
    : ["user", "analyst"];
}

/** Throws FORBIDDEN unless the actor may grant this role. */
export function checkGrant(actor: Actor, role: Role): void {
  if (grantableRoles(actor).includes(role)) return;
  throw new AppError(
    "FORBIDDEN",
    actor.role === "operator"
      ? "The platform's people are operators. Owners and admins invite the people of a business."
      : `Your role does not allow making somebody ${roleLabels[role].toLowerCase()}. Ask an owner.`,
  );
}

/** Whether an actor may manage users with this role: the roles that they may grant. So only owners
 *  manage owners and admins. */
export const mayManage = (actor: Actor, role: Role): boolean => grantableRoles(actor).includes(role);

/** Throws FORBIDDEN when the actor may not manage users with this role. */
export function checkManage(actor: Actor, role: string): void {
  if (!mayManage(actor, role as Role))
    throw new AppError("FORBIDDEN", `Only an owner can change an ${roleLabels[role as Role].toLowerCase()}.`);
}
