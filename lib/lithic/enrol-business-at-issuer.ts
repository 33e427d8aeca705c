import { confirmAccount } from "@/lib/accounts/confirm-account.ts";
import { refuseAccount } from "@/lib/accounts/refuse-account.ts";
import { readAs } from "@/lib/read.ts";
import { accepted } from "./enrol-person-at-issuer.ts";
import { issuerActor } from "./issuer-actor.ts";
import { addressOf } from "./issuer-address.ts";
import { IssuerError } from "./issuer-error.ts";
import type { OperationKind } from "./kinds.ts";
import { enrolBusiness, findHolder, liftAccountLimits } from "./lithic-holders.ts";
import { readBalances } from "./lithic-money.ts";
import type { Operation } from "./operation.ts";
import { keyFor, keyIsSpent } from "./spent-key.ts";

/** Makes a business known to the issuer, once, and learns where its money is. */
export const enrolBusinessAtIssuer: OperationKind = {
  async send(operation) {
    const business = await businessOf(operation);
    const before = operation.attemptsBefore > 0 ? await findHolder(business.externalId) : undefined;
    const holder = await accepted(
      before ?? (await enrolBusiness(await keyFor(operation, keyIsSpent(operation)), business)),
    );
    await liftAccountLimits(holder.accountToken);
    const [money] = await readBalances(holder.accountToken);
    if (!money) throw new IssuerError("unknown", "The issuer has not opened an account for the money yet.");
    const tokens = {
      accountToken: holder.accountToken,
      holderToken: holder.token,
      financialAccountToken: money.financialAccountToken,
    };
    return () =>
      confirmAccount(issuerActor(operation.accountId), {
        ...operation.lease,
        ...tokens,
        balance: money.available,
      });
  },
  refused: (operation, message) =>
    refuseAccount(issuerActor(operation.accountId), { ...operation.lease, message }),
};

async function businessOf({ accountId, payload }: Operation) {
  const { account, address } = await readAs(issuerActor(accountId), "account.see", async (db) => ({
    account: await db.account.findFirst({ where: { id: accountId } }),
    address: await db.address.findFirst({ where: { userId: null }, orderBy: { id: "asc" } }),
  }));
  if (!account || !address) throw new IssuerError("refused", "The issuer wants an address of the business.");
  return { externalId: String(payload.externalId), name: account.businessName, address: addressOf(address) };
}
