import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { readBalances } from "@/lib/lithic/money.ts";
import { formatMoney } from "@/lib/money.ts";

/** Throws when an amount to load, in minor units, exceeds the business's available balance at the
 *  issuer right now (GET /v1/balances). The cardholder reads the message too, so it does not name
 *  that balance. */
export async function checkAvailable(account: Row<"Account">, amount: number): Promise<void> {
  if (amount === 0 || (await availableTo(account)) >= amount) return;
  const toLoad = formatMoney(BigInt(amount), account.currency);
  throw new IssuerError("refused", `Your business has less available than the ${toLoad} to be loaded.`);
}

async function availableTo(account: Row<"Account">): Promise<number> {
  const holding = openField("Account", account, "lithicFinancialAccountToken");
  const balances = await readBalances(openField("Account", account, "lithicAccountToken") ?? "");
  const money = balances.find((balance) => balance.financialAccountToken === holding);
  if (!money) throw new IssuerError("unavailable", "The issuer does not say what the business has.");
  return money.available;
}
