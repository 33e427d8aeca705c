import { command } from "@/lib/command.ts";
import { canShadow } from "../rules/profile-rules.ts";
import { setStatus, statusInput } from "./set-status.ts";

/** Lets the draft of a profile run in shadow: the issuer notes what it would decline, and declines
 *  nothing. Throws RULE_BROKEN when there is no draft. */
export const shadowSpendingProfile = command({
  name: "spending-profile.shadow",
  input: statusInput,
  run: (work) =>
    setStatus(work, {
      status: "shadow",
      isAllowed: canShadow,
      refusal: ({ name }) => `Only a draft can run in shadow, and ${name} has none.`,
    }),
});
