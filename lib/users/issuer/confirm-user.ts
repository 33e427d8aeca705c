import { z } from "zod";
import { command } from "@/lib/command.ts";
import { endOperation } from "@/lib/outbox/held-operation.ts";
import { leaseFields } from "@/lib/outbox/lease-fields.ts";

/** Records that the issuer has registered a person. */
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

/** Records that the issuer refused a person. Cards that wait for this registration are refused with
 *  the same message. */
export const refuseUser = command({
  name: "user.refuse",
  input: z.strictObject({ ...leaseFields, message: z.string() }),
  async run({ db, input: { message, ...lease } }) {
    const operation = await endOperation(db, lease, "refused", message);
    db.note("User", Number(operation.targetId), { refusedByIssuer: message });
    return { userId: Number(operation.targetId) };
  },
});
