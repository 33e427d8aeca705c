import { z } from "zod";
import { command } from "@/lib/command.ts";
import { leaseFields } from "@/lib/lithic/lease-fields.ts";
import { endOperation } from "@/lib/lithic/operation.ts";

/** Puts in force that the issuer refused a person; cards that wait for it are refused with the same words. */
export const refuseUser = command({
  name: "user.refuse",
  input: z.strictObject({ ...leaseFields, message: z.string() }),
  async run({ db, input: { message, ...lease } }) {
    const operation = await endOperation(db, lease, "refused", message);
    db.note("User", Number(operation.targetId), { refusedByIssuer: message });
    return { userId: Number(operation.targetId) };
  },
});
