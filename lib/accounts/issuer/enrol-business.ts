import { z } from "zod";
import { toIssuerAddress } from "@/lib/addresses/to-issuer-address.ts";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { enrolBusiness, findHolder, liftAccountLimits, readAccepted } from "@/lib/lithic/holders.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { readBalances } from "@/lib/lithic/money.ts";
import { usableKey } from "@/lib/outbox/idempotency-key.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { readAs } from "@/lib/read.ts";
import { confirmAccount, refuseAccount } from "./confirm-account.ts";

const payload = z.object({ externalId: z.string() });

/** Registers a business with the issuer, once, and finds the account that holds its money. */
export const enrolBusinessAtIssuer = operation("account.enrol", {
  payload,
  async send(operation) {
    const business = await readBusiness(operation);
    const before = operation.attemptsBefore > 0 ? await findHolder(business.externalId) : undefined;
    const holder = await readAccepted(before ?? (await enrolBusiness(await usableKey(operation), business)));
    await liftAccountLimits(holder.accountToken);
    const [money] = await readBalances(holder.accountToken);
    if (!money) throw new IssuerError("unknown", "The issuer has not opened an account for the money yet.");
    return {
      accountToken: holder.accountToken,
      holderToken: holder.token,
      financialAccountToken: money.financialAccountToken,
      balance: money.available,
    };
  },
  confirm: ({ accountId, lease }, answer) => confirmAccount(issuerActor(accountId), { ...lease, ...answer }),
  refuse: ({ accountId, lease }, message) => refuseAccount(issuerActor(accountId), { ...lease, message }),
});

async function readBusiness({ accountId, payload: { externalId } }: Operation<z.output<typeof payload>>) {
  const { account, address } = await readAs(issuerActor(accountId), "account.see", async (db) => ({
    account: await db.account.findFirst({ where: { id: accountId } }),
    address: await db.address.findFirst({ where: { userId: null }, orderBy: { id: "asc" } }),
  }));
  if (!account || !address) throw new IssuerError("refused", "The business has no address.");
  return { externalId, name: account.businessName, address: toIssuerAddress(address) };
}
