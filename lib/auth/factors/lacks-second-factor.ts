import { type Role, roles } from "@/lib/permissions.ts";
import { env } from "@/lib/process/env.ts";
import type { CheckedSession } from "../session/check-session.ts";

interface FactorState {
  readonly user: Pick<CheckedSession["user"], "role" | "secondFactorSince">;
  readonly account: Pick<CheckedSession["account"], "secondFactorFor">;
}

const managers = ["owner", "admin", "operator"];

/** Whether a business requires a second factor of people with this role. Where cards are real, it
 *  is required of managers at least. */
export const requiresSecondFactor = (secondFactorFor: string, role: string): boolean =>
  secondFactorFor === "everyone" || (managers.includes(role) && !isNobody(secondFactorFor));

/** The roles of which a business requires a second factor. */
export const rolesWithSecondFactor = (secondFactorFor: string): Role[] =>
  roles.filter((role) => requiresSecondFactor(secondFactorFor, role));

const isNobody = (secondFactorFor: string) =>
  secondFactorFor === "nobody" && env().LITHIC_ENVIRONMENT === "simulator";

/** Whether a person of a business must have a second factor and has none. */
export const lacksSecondFactor = ({ user, account }: FactorState): boolean =>
  user.secondFactorSince === null && requiresSecondFactor(account.secondFactorFor, user.role);
