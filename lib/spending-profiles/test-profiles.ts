import { randomUUID } from "node:crypto";
import { inAccount } from "@/lib/db/transaction.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { createSpendingProfile } from "./create-spending-profile.ts";
import type { ProfileRules } from "./rules/profile-rules.ts";

/** Creates a profile with what is given, and returns its id. */
export const createProfile = async (
  { owner }: TestBusiness,
  given: Partial<Parameters<typeof createSpendingProfile>[1]> = {},
) => (await createSpendingProfile(owner, { name: randomUUID(), ...given })).spendingProfileId;

/** Rules that limit nothing. */
export const noRules: ProfileRules = {
  allowedCategories: [],
  blockedCategories: [],
  allowedCountries: [],
  blockedCountries: [],
  merchants: [],
  cash: "allowed",
  channel: "any",
  perTransactionLimit: null,
  dailyLimit: null,
  weeklyLimit: null,
  monthlyLimit: null,
  yearlyLimit: null,
  dailyCount: null,
  weeklyCount: null,
  monthlyCount: null,
  yearlyCount: null,
};

/** A profile as it is now, or null when it was deleted. */
export const profileNow = ({ accountId }: TestBusiness, id: number) =>
  inAccount(accountId, (db) => db.spendingProfile.findFirst({ where: { id } }));

/** The rules of a profile's newest version, in the order of their kinds. */
export async function newestRules(business: TestBusiness, spendingProfileId: number) {
  const profile = await profileNow(business, spendingProfileId);
  return inAccount(business.accountId, (db) =>
    db.spendingProfileRule.findMany({
      where: { spendingProfileId, profileVersion: profile?.rulesVersion ?? 0 },
      orderBy: { kind: "asc" },
    }),
  );
}

/** Their kinds. */
export const ruleKindsNow = async (business: TestBusiness, id: number) =>
  (await newestRules(business, id)).map(({ kind }) => kind);
