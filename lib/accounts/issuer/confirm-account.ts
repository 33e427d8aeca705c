import { z } from "zod";
import { command } from "@/lib/command.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { suspendAtIssuer } from "./set-account-state.ts";

/** Records that the issuer has registered a business, and makes it active, unless it was suspended
 *  meanwhile. The balance is in minor units. */
export const confirmAccount = command({
  name: "account.confirm",
  input: z.strictObject({
    ...leaseFields,
    accountToken: z.uuid(),
    holderToken: z.uuid(),
    financialAccountToken: z.uuid(),
    balance: z.int(),
  }),
  async run(work) {
    const { db, now, actor, input } = work;
    const { accountToken, holderToken, financialAccountToken, balance, ...lease } = input;
    await endOperation(db, lease, "done");
    const account = await db.findForUpdate("Account", actor.accountId);
    // People and cards depend on the issuer account that is already stored.
    if (account.lithicAccountToken !== null) return { accountId: account.id, version: account.version };
    const changed = await db.update("Account", account, {
      lithicAccountToken: accountToken,
      lithicAccountHolderToken: holderToken,
      lithicFinancialAccountToken: financialAccountToken,
      balance: BigInt(balance),
      balanceAsOf: now,
      ...(account.status === "pending" && { status: "active" }),
      ...(account.status === "suspended" && { desiredStatus: "suspended" }),
    });
    // It was suspended before the issuer knew it.
    if (account.status === "suspended") await enqueue(work, suspendAtIssuer, changed);
    return { accountId: changed.id, version: changed.version };
  },
});

/** Records that the issuer refused a business. It stays pending; its address can be changed and
 *  tried again. */
export const refuseAccount = command({
  name: "account.refuse",
  input: z.strictObject({ ...leaseFields, message: z.string() }),
  async run({ db, actor, input: { message, ...lease } }) {
    await endOperation(db, lease, "refused", message);
    db.note("Account", actor.accountId, { refusedByIssuer: message });
    return { accountId: actor.accountId };
  },
});
