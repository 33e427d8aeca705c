import { randomUUID } from "node:crypto";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { simulateDeposit } from "@/lib/lithic/money.ts";
import { readAs } from "@/lib/read.ts";

/** Deposits money, in minor units, into a business's account at the simulator. */
export async function depositAtSimulator(accountId: number, amount: bigint): Promise<void> {
  const account = await readAs(issuerActor(accountId), "account.see", (db) =>
    db.account.findFirst({ where: { id: accountId } }),
  );
  const token = account && openField("Account", account, "lithicFinancialAccountToken");
  if (token) await simulateDeposit(randomUUID(), token, Number(amount));
}
