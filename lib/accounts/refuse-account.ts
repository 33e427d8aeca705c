import { z } from "zod";
import { command } from "@/lib/command.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";

/** Puts in force that the issuer refused a business; it stays pending, and its address can be changed and tried again. */
export const refuseAccount = command({
  name: "account.refuse",
  input: z.strictObject({ ...leaseFields, message: z.string() }),
  async run({ db, actor, input: { message, ...lease } }) {
    await endOperation(db, lease, "refused", message);
    db.note("Account", actor.accountId, { refusedByIssuer: message });
    return { accountId: actor.accountId };
  },
});
