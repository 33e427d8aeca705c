import { command } from "@/lib/command.ts";
import { canActivate } from "../rules/profile-rules.ts";
import { setStatus, statusInput } from "./set-status.ts";

/** Puts the newest rules of a profile in force on its cards. They are active once the issuer has
 *  confirmed all of them; until then, the version that holds goes on. Throws RULE_BROKEN when they
 *  are in force already. */
export const activateSpendingProfile = command({
  name: "spending-profile.activate",
  input: statusInput,
  run: (work) =>
    setStatus(work, {
      status: "activating",
      isAllowed: canActivate,
      refusal: ({ name }) => `${name} is active already, or about to be.`,
    }),
});
