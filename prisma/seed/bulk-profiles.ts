import { blindIndex, seal } from "@/lib/db/encryption/encryption.ts";
import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import { type BulkPlan, iso, momentAt } from "./bulk-plan.ts";

const themes = "Travel Office Software Marketing Fuel Events Training Catering".split(" ");
const blockedCategories = ["5813", "5921", "6051", "7273", "7800", "7995"];
const allowedCategories = ["3000", "4111", "4121", "5411", "5541", "5734", "5812", "5943", "7011", "7372"];

/** The number of rules of all profiles before this number. */
export const rulesBefore = (profile: number) => 4 * profile + Math.ceil(profile / 3);

/** The id of the rule that caps a single purchase, for a profile by number. */
export const purchaseRuleId = ({ firstRuleId }: BulkPlan, profile: number) =>
  firstRuleId + rulesBefore(profile) + 1;

// One profile in three lists the categories that it allows.
const ruleKinds = (profile: number) => [
  "blocked_categories",
  "per_transaction",
  "daily",
  "monthly",
  ...(profile % 3 === 0 ? ["allowed_categories"] : []),
];

const profileFields = [
  "id",
  "accountId",
  "name",
  "allowedCategories",
  "blockedCategories",
  "perTransactionLimit",
  "dailyLimit",
  "monthlyLimit",
  "createdAt",
  "updatedAt",
];
const ruleFields = [
  "id",
  "accountId",
  "spendingProfileId",
  "kind",
  "status",
  "lithicAuthRuleToken",
  "lithicAuthRuleTokenIndex",
  "createdAt",
  "updatedAt",
];

/** Inserts the spending profiles and their rules, all confirmed by the issuer. */
export async function addProfiles(db: RawDatabase, plan: BulkPlan): Promise<number> {
  const profiles = await insertRows(db, "SpendingProfile", profileFields, profileRows(plan));
  return profiles + (await insertRows(db, "SpendingProfileRule", ruleFields, ruleRows(plan)));
}

function* profileRows({ accountIds, profiles, firstProfileId, random }: BulkPlan): Generator<SqlValue[]> {
  const at = iso(momentAt(0));
  for (let n = 0; n < profiles; n++) {
    const id = firstProfileId + n;
    const most = 5_000 * (1 + random.below(40));
    const allowed = n % 3 === 0 ? allowedCategories.filter(() => random.next() < 0.7) : [];
    // An empty allow-list would not be a rule.
    if (n % 3 === 0 && allowed.length === 0) allowed.push("5411");
    const lists = [allowed, blockedCategories].map((codes) => JSON.stringify(codes));
    yield [
      id,
      accountIds[n % accountIds.length] as number,
      `${random.pick(themes)} ${id}`,
      ...lists,
      most,
      most * 3,
      most * 40,
      at,
      at,
    ];
  }
}

function* ruleRows({
  accountIds,
  profiles,
  firstProfileId,
  firstRuleId,
  random,
}: BulkPlan): Generator<SqlValue[]> {
  const at = iso(momentAt(0));
  let id = firstRuleId;
  for (let n = 0; n < profiles; n++) {
    const accountId = accountIds[n % accountIds.length] as number;
    for (const kind of ruleKinds(n)) {
      const token = random.uuid();
      const sealed = seal(token, { model: "SpendingProfileRule", field: "lithicAuthRuleToken", accountId });
      yield [
        id++,
        accountId,
        firstProfileId + n,
        kind,
        "active",
        sealed,
        blindIndex("SpendingProfileRule", "lithicAuthRuleToken", token),
        at,
        at,
      ];
    }
  }
}
