import type { StateTone } from "@/components/ui/display/badge";
import type { Actor } from "@/lib/auth/actor";
import { type Permission, type Role, reachFor } from "@/lib/permissions";
import type { SecondFactorState } from "@/lib/users/second-factor-state";
import { grantableRoles, mayManage, roleLabels, type UserStatus } from "@/lib/users/user";
import { type UserStateFields, userStateText } from "@/lib/users/user-state";
import { isRestorable } from "@/lib/users/with-removed";

const userTones: Readonly<Record<UserStatus, StateTone>> = {
  invited: "pending",
  active: "active",
  deactivated: "closed",
};

/** The state of a person as text, with its color. */
export const userState = (user: UserStateFields): { readonly text: string; readonly tone: StateTone } => ({
  text: userStateText(user),
  tone: userTone(user),
});

function userTone({ status, removedAt, lockedUntil, invitedUntil }: UserStateFields): StateTone {
  if (removedAt !== null) return "closed";
  if (status === "active" && lockedUntil !== null) return "negative";
  return status === "invited" && invitedUntil === null ? "warning" : userTones[status];
}

/** The colors of a second factor. */
export const secondFactorTones: Readonly<Record<SecondFactorState, StateTone>> = {
  has: "active",
  none: "closed",
  missing: "warning",
};

const roleHints: Readonly<Record<Role, string>> = {
  owner: "Does everything: money, rules, people, and who else is an owner.",
  admin: "Issues and freezes cards, sets rules, helps people. Cannot change owners or admins.",
  user: "Sees and freezes their own cards.",
  analyst: "Reads the numbers, without personal data. Holds no cards.",
  operator: "Adds, funds and suspends businesses.",
};

/** What the people are called that an actor sees: those of a business, or of the platform. */
export const peopleWords = ({ role }: Actor) =>
  role === "operator"
    ? ({ title: "Operators", one: "operator", several: "operators" } as const)
    : ({ title: "People", one: "person", several: "people" } as const);

/** A role option with a description of its permissions. */
export interface RoleChoice {
  readonly value: Role;
  readonly label: string;
  readonly hint: string;
}

/** The roles that an actor may grant, the most common first. */
export function roleChoices(actor: Actor): RoleChoice[] {
  const granted = grantableRoles(actor);
  return usual.flatMap((value) =>
    granted.includes(value) ? [{ value, label: roleLabels[value], hint: roleHints[value] }] : [],
  );
}

const usual: readonly Role[] = ["user", "analyst", "admin", "owner", "operator"];

/** The actions that an actor may take on a person. The commands check this again. */
export function verbsOn(
  actor: Actor,
  user: { id: number; role: Role; status: UserStatus; removedAt: string | null },
) {
  const isInHand = mayManage(actor, user.role);
  if (user.removedAt !== null)
    return {
      ...nothing,
      restore:
        reachFor(actor, "user.restore") !== undefined && isInHand && isRestorable(new Date(user.removedAt)),
    };
  const reaches = (permission: Permission) =>
    ["account", "platform"].includes(reachFor(actor, permission) ?? "");
  const changes = reachFor(actor, "user.change");
  const isSelf = user.id === actor.userId;
  const isManaged = changes === "account" && isInHand;
  return {
    change: isManaged || (changes !== undefined && isSelf),
    changeEmailAndRole: isManaged,
    freezeAllCards:
      reachFor(actor, "bulk-job.start") !== undefined && reachFor(actor, "card.freeze") === "account",
    deactivate: reachFor(actor, "user.deactivate") !== undefined && isInHand && user.status !== "deactivated",
    reactivate: reachFor(actor, "user.reactivate") !== undefined && isInHand && user.status === "deactivated",
    invite: reachFor(actor, "user.invite") !== undefined && isInHand && user.status === "invited",
    endSessions:
      reachFor(actor, "user.end-sessions") === "account" && isInHand && !isSelf && user.status === "active",
    resetSecondFactors: reaches("user.reset-second-factors") && isInHand && !isSelf,
    unlock: reaches("user.unlock") && isInHand,
    remove: reachFor(actor, "user.remove") !== undefined && isInHand && user.status !== "active",
    restore: false,
    issueCard:
      reachFor(actor, "card.issue") !== undefined && user.role !== "analyst" && user.status !== "deactivated",
  };
}

const nothing = {
  change: false,
  changeEmailAndRole: false,
  freezeAllCards: false,
  deactivate: false,
  reactivate: false,
  invite: false,
  endSessions: false,
  resetSecondFactors: false,
  unlock: false,
  remove: false,
  restore: false,
  issueCard: false,
};
