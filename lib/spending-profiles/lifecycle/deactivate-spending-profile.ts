import { command } from "@/lib/command.ts";
import { reason } from "@/lib/fields/column.ts";
import { canDeactivate } from "../rules/profile-rules.ts";
import { setStatus, statusInput } from "./set-status.ts";

/** Stops the rules of a profile. Its cards keep the profile, which declines nothing once the issuer
 *  has confirmed it. Throws RULE_BROKEN when none of its rules hold. */
export const deactivateSpendingProfile = command({
  name: "spending-profile.deactivate",
  input: statusInput.extend({ reason }),
  run: (work) =>
    setStatus(work, {
      status: "inactive",
      isAllowed: canDeactivate,
      refusal: ({ name }) => `None of the rules of ${name} hold, so there is nothing to stop.`,
    }),
});
