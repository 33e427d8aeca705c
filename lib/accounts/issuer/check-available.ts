import type { Row } from "@/lib/db/schema.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { readBalances } from "@/lib/lithic/money.ts";
import { formatMoney } from "@/lib/money.ts";

/** Refuses to load an amount, in minor units, that a business does not have as the issuer states it now (GET /v1/balances). The words are read by
 *  the holder too, so they do not say what the business has. */
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
