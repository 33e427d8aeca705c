import { actAs, openRaw, type RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { dropIndexes, secondaryIndexes } from "@/lib/db/raw/secondary-indexes.ts";
import { addCards } from "./bulk-cards.ts";
import { addMerchants, merchantsOfAccount } from "./bulk-merchants.ts";
import { addAccounts, addUsers } from "./bulk-people.ts";
import { type BulkPlan, type BulkSizes, reserveIds } from "./bulk-plan.ts";
import { addProducts, productsOfAccount } from "./bulk-products.ts";
import { addProfiles, rulesBefore } from "./bulk-profiles.ts";
import { addTransactions } from "./bulk-transactions.ts";
import { addWords } from "./bulk-words.ts";
import { seededRandom } from "./seeded-random.ts";

/** The inserted rows: their accounts, their number, and the seconds that it
 *  took, including indexes. */
export interface BulkResult {
  readonly accountIds: readonly number[];
  readonly users: number;
  readonly profiles: number;
  readonly rows: number;
  readonly seconds: number;
}

const filled = [
  "User",
  "SpendingProfile",
  "SpendingProfileRule",
  "Card",
  "Transaction",
  "TransactionEvent",
  "SearchWord",
] as const;

/** Inserts many rows in plain SQL, all or none, with matching people, profiles and rules. The
 *  same seed on the same database gives the same rows, except for the random part of ciphertexts.
 *  Without new accounts, the rows go to `into`. On PostgreSQL the login has to own the tables. */
export async function addBulkRows(url: string, sizes: BulkSizes, into?: number): Promise<BulkResult> {
  const db = await openRaw(url, { asLogin: true });
  const started = performance.now();
  try {
    if (db.engine === "sqlite") {
      // All of it is one transaction that can be repeated, so a power cut loses nothing. A test
      // checks such rows against every CHECK, which would take half of the time here.
      await db.run("PRAGMA synchronous = OFF");
      await db.run("PRAGMA ignore_check_constraints = ON");
    }
    const added = await db.transaction(() => addAll(db, sizes, into));
    // Without the vacuum, which PostgreSQL runs by itself sooner or later, PostgreSQL looks up
    // every row even when the index has all columns.
    await db.run(db.engine === "postgresql" ? "VACUUM (ANALYZE)" : "ANALYZE");
    return { ...added, seconds: (performance.now() - started) / 1000 };
  } finally {
    await db.close();
  }
}

async function addAll(
  db: RawDatabase,
  sizes: BulkSizes,
  into?: number,
): Promise<Omit<BulkResult, "seconds">> {
  const plan = await makePlan(db, sizes, into);
  await actAs(db, "portal_system");
  const [[present = 0] = []] = await db.rows(
    "SELECT (SELECT COUNT(*) FROM cards) + (SELECT COUNT(*) FROM transactions)",
  );
  await actAs(db, "login");
  // Once most rows are new, rebuilding an index is faster than updating it for every row.
  const indexes =
    sizes.cards + sizes.transactions > Number(present) ? await dropIndexes(db, secondaryIndexes(filled)) : [];
  await actAs(db, "portal_system");
  let rows = sizes.accounts ? await addAccounts(db, plan) : 0;
  rows += await addUsers(db, plan);
  rows += await addProfiles(db, plan);
  rows += await addProducts(db, plan);
  const cards = await addCards(db, plan);
  rows += await addMerchants(db, plan);
  rows += plan.cards + (await addTransactions(db, plan, cards));
  rows += (await addWords(db, "User", plan.firstUserId)) + (await addWords(db, "Card", plan.firstCardId));
  rows += await addWords(db, "Merchant", plan.firstMerchantId);
  await actAs(db, "login");
  for (const sql of indexes) await db.run(sql);
  return { accountIds: plan.accountIds, users: plan.users, profiles: plan.profiles, rows };
}

async function makePlan(db: RawDatabase, sizes: BulkSizes, into?: number): Promise<BulkPlan> {
  if (sizes.accounts === 0 && into === undefined)
    throw new Error("Say how many accounts the rows are spread over.");
  const firstAccount = sizes.accounts ? await reserveIds(db, "Account", sizes.accounts) : 0;
  const accountIds = sizes.accounts
    ? Array.from({ length: sizes.accounts }, (_, n) => firstAccount + n)
    : [into as number];
  const users = Math.max(3 * accountIds.length, Math.ceil(sizes.cards / 4));
  const profiles =
    accountIds.length * Math.min(500, Math.max(3, Math.round(sizes.cards / accountIds.length / 200)));
  const firstUserId = await reserveIds(db, "User", users);
  return {
    ...sizes,
    users,
    profiles,
    accountIds,
    firstUserId,
    firstProfileId: await reserveIds(db, "SpendingProfile", profiles),
    firstRuleId: await reserveIds(db, "SpendingProfileRule", rulesBefore(profiles)),
    firstProductId: await reserveIds(db, "CardProduct", accountIds.length * productsOfAccount),
    firstCardId: await reserveIds(db, "Card", sizes.cards),
    firstMerchantId: await reserveIds(db, "Merchant", accountIds.length * merchantsOfAccount),
    // Another run adds other rows, because it begins where this one ended.
    random: seededRandom(sizes.seed, firstUserId),
  };
}
