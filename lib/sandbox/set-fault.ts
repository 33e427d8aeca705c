import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { requirePermission } from "@/lib/read.ts";
import { type FaultState, faultNames, faultStates, isSimulator, switchFault } from "./faults.ts";

/** Switches a fault of the built-in issuer on or off, or all of them off. It stays so until it is
 *  switched again. Throws NOT_FOUND with another issuer, and INVALID_INPUT to switch all on. */
export const setFault = command({
  name: "sandbox.set-fault",
  input: z
    .strictObject({
      fault: z.enum([...faultNames, "all"], { error: "Choose a fault." }),
      on: z.boolean({ error: "Say on or off." }),
    })
    .refine(({ fault, on }) => fault !== "all" || !on, { path: ["on"], error: "Switch faults on singly." }),
  async run({ db, actor, input: { fault, on }, after }) {
    if (!isSimulator()) throw new AppError("NOT_FOUND");
    db.note("Account", actor.accountId, { fault, on: on ? 1 : 0 });
    const chosen = fault === "all" ? faultNames : [fault];
    after(async () => {
      for (const name of chosen) switchFault(name, on);
    });
    return null;
  },
});

/** Every fault of the built-in issuer and its state. Throws NOT_FOUND with another issuer. */
export async function readFaults(actor: Actor): Promise<readonly FaultState[]> {
  await requirePermission(actor, "sandbox.set-fault");
  if (!isSimulator()) throw new AppError("NOT_FOUND");
  return faultStates();
}
