import { randomUUID } from "node:crypto";
import { inAccount } from "@/lib/db/transaction.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { createSpendingProfile } from "./create-spending-profile.ts";

/** Creates a profile with what is given, and returns its id. */
export const createProfile = async (
  { owner }: TestBusiness,
  given: Partial<Parameters<typeof createSpendingProfile>[1]> = {},
) => (await createSpendingProfile(owner, { name: randomUUID(), ...given })).spendingProfileId;

/** A profile as it is now, or null when it was deleted. */
export const profileNow = ({ accountId }: TestBusiness, id: number) =>
  inAccount(accountId, (db) => db.spendingProfile.findFirst({ where: { id } }));

/** The kinds of a profile's rules, sorted. */
export async function ruleKindsNow({ accountId }: TestBusiness, spendingProfileId: number) {
  const rules = await inAccount(accountId, (db) =>
    db.spendingProfileRule.findMany({ where: { spendingProfileId } }),
  );
  return rules.map((rule) => rule.kind).sort();
}
