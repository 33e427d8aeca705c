import { randomUUID } from "node:crypto";
import { openField } from "@/lib/db/sealed-fields.ts";
import { readAs } from "@/lib/read.ts";
import { issuerActor } from "./issuer-actor.ts";
import { simulateDeposit } from "./lithic-money.ts";

/** Puts money, in minor units, into a business's account at the built-in issuer. */
export async function depositAtSimulator(accountId: number, amount: bigint): Promise<void> {
  const account = await readAs(issuerActor(accountId), "account.see", (db) =>
    db.account.findFirst({ where: { id: accountId } }),
  );
  const token = account && openField("Account", account, "lithicFinancialAccountToken");
  if (token) await simulateDeposit(randomUUID(), token, Number(amount));
}
