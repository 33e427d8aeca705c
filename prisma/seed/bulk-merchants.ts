import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import { type BulkPlan, iso, momentAt } from "./bulk-plan.ts";

const chains = [
  ["Lufthansa", "3008", "DEU", "Frankfurt"],
  ["Blue Bottle Coffee", "5814", "USA", "Oakland"],
  ["Corner Bistro", "5812", "USA", "New York"],
  ["Shell", "5541", "USA", "Houston"],
  ["Staples", "5943", "USA", "Boston"],
  ["Hotel Europa", "7011", "ESP", "Madrid"],
  ["Yellow Cab", "4121", "USA", "Chicago"],
  ["Whole Foods", "5411", "USA", "Austin"],
  ["Cloud Hosting", "7372", "IRL", "Dublin"],
  ["Best Buy", "5732", "USA", "Richfield"],
] as const;

const branches = 20;

/** The number of merchants of each account: so many branches of so many chains. */
export const merchantsOfAccount = chains.length * branches;

const fields = ["id", "accountId", "name", "createdAt"];

/** Inserts the merchants where the cards of each account pay. */
export function addMerchants(db: RawDatabase, plan: BulkPlan): Promise<number> {
  return insertRows(db, "Merchant", fields, merchantRows(plan));
}

function* merchantRows({ accountIds, firstMerchantId }: BulkPlan): Generator<SqlValue[]> {
  const at = iso(momentAt(0));
  for (let n = 0; n < accountIds.length * merchantsOfAccount; n++) {
    const { id, name } = merchant(firstMerchantId, n);
    yield [id, accountIds[n % accountIds.length] as number, name, at];
  }
}

/** A merchant of the account with this place among the accounts. Few are visited often. */
export function pickMerchant({ random, accountIds, firstMerchantId }: BulkPlan, place: number) {
  const within = Math.floor(merchantsOfAccount * random.next() ** 2);
  return merchant(firstMerchantId, place + accountIds.length * within);
}

function merchant(firstId: number, n: number) {
  const [name, category, country, city] = chains[n % chains.length] as (typeof chains)[number];
  return { id: firstId + n, name: `${name} ${firstId + n}`, category, country, city };
}
