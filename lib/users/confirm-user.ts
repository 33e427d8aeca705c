import { z } from "zod";
import { command } from "@/lib/command.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";

/** Puts in force that the issuer knows a person now. */
export const confirmUser = command({
  name: "user.confirm",
  input: z.strictObject({ ...leaseFields, accountToken: z.uuid(), holderToken: z.uuid() }),
  async run({ db, input: { accountToken, holderToken, ...lease } }) {
    const operation = await endOperation(db, lease, "done");
    const user = await db.findForUpdate("User", Number(operation.targetId));
    const changed = await db.update("User", user, {
      lithicAccountToken: accountToken,
      lithicAccountHolderToken: holderToken,
    });
    return { userId: changed.id, version: changed.version };
  },
});
