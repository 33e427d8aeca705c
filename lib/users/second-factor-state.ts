import { requiresSecondFactor } from "@/lib/auth/factors/lacks-second-factor.ts";
import type { secondFactorStates } from "./user-shapes.ts";

export type SecondFactorState = (typeof secondFactorStates)[number];

/** Whether a person has a second factor, by the policy of their business. */
export function secondFactorState(
  { secondFactorSince, role, status }: { secondFactorSince: Date | null; role: string; status: string },
  policy: string,
): SecondFactorState {
  if (secondFactorSince !== null) return "has";
  return status === "active" && requiresSecondFactor(policy, role) ? "missing" : "none";
}

/** Labels for whether a person has a second factor. */
export const secondFactorLabels: Readonly<Record<SecondFactorState, string>> = {
  has: "On",
  none: "Off",
  missing: "Required, missing",
};
