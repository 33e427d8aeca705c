import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { readBalances } from "@/lib/lithic/money.ts";

/** Reads what a business has available at the issuer right now, in minor units (GET /v1/balances).
 *  Pass a shorter `timeout` where a person waits. Throws an IssuerError. */
export async function readAvailable(account: Row<"Account">, { timeout = 10_000 } = {}): Promise<number> {
  const holding = openField("Account", account, "lithicFinancialAccountToken");
  const token = openField("Account", account, "lithicAccountToken") ?? "";
  const balances = await readBalances(token, { timeout });
  const money = balances.find((balance) => balance.financialAccountToken === holding);
  if (!money) throw new IssuerError("unavailable", "The issuer does not say what the business has.");
  return money.available;
}
