import { z } from "zod";
import { command } from "@/lib/command.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";
import { targetIdOf } from "@/lib/outbox/target.ts";

/** Records that the issuer has registered a person. */
export const confirmUser = command({
  name: "user.confirm",
  input: z.strictObject({ ...leaseFields, accountToken: z.uuid(), holderToken: z.uuid() }),
  async run({ db, input: { accountToken, holderToken, ...lease } }) {
    const operation = await endOperation(db, lease, "done");
    const user = await db.findForUpdate("User", targetIdOf(operation));
    const changed = await db.record("User", user, {
      lithicAccountToken: accountToken,
      lithicAccountHolderToken: holderToken,
    });
    return { userId: changed.id, version: changed.version };
  },
});

/** Records that the issuer refused a person. Cards that wait for this registration are refused with
 *  the same message. */
export const refuseUser = command({
  name: "user.refuse",
  input: z.strictObject({ ...leaseFields, message: z.string() }),
  async run({ db, input: { message, ...lease } }) {
    const operation = await endOperation(db, lease, "refused", message);
    db.note("User", targetIdOf(operation), { refusedByIssuer: message });
    return { userId: targetIdOf(operation) };
  },
});
