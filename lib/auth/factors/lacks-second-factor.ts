import type { CheckedSession } from "../session/check-session.ts";

const managers = ["owner", "admin", "operator"];

/** Whether a business asks people of this role for a second factor. */
export const requiresSecondFactor = (secondFactorFor: string, role: string): boolean =>
  secondFactorFor === "everyone" || (secondFactorFor === "managers" && managers.includes(role));

/** Whether the person of a session must have a second factor and has none. */
export const lacksSecondFactor = ({ user, account }: CheckedSession): boolean =>
  user.secondFactorSince === null && requiresSecondFactor(account.secondFactorFor, user.role);
