import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import { type BulkPlan, iso, momentAt } from "./bulk-plan.ts";

const designs = ["Classic", "Team", "Travel", "Executive", "Online"] as const;
const fields = ["id", "accountId", "name", "form", "createdAt", "updatedAt"];

/** The number of card products of each account. The last of them is virtual. */
export const productsOfAccount = designs.length;

export function addProducts(db: RawDatabase, plan: BulkPlan): Promise<number> {
  return insertRows(db, "CardProduct", fields, productRows(plan));
}

function* productRows({ accountIds, firstProductId }: BulkPlan): Generator<SqlValue[]> {
  const at = iso(momentAt(0));
  for (let n = 0; n < accountIds.length * productsOfAccount; n++) {
    const id = firstProductId + n;
    const design = designs[Math.floor(n / accountIds.length)] as string;
    yield [
      id,
      accountIds[n % accountIds.length] as number,
      `${design} ${id}`,
      design === "Online" ? "virtual" : "physical",
      at,
      at,
    ];
  }
}
