import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";
import type { words } from "@/prisma/generated/schema-map.ts";

/** The limits of a profile, from the shortest period to the longest. A limit cannot be above that
 *  of a longer period. All are calendar periods in US Eastern time. */
export const limitFields = [
  "perTransactionLimit",
  "dailyLimit",
  "weeklyLimit",
  "monthlyLimit",
  "yearlyLimit",
] as const;
export type LimitField = (typeof limitFields)[number];

/** Labels for the limits. */
export const limitLabels: Readonly<Record<LimitField, string>> = {
  perTransactionLimit: "per purchase",
  dailyLimit: "per day",
  weeklyLimit: "per week",
  monthlyLimit: "per month",
  yearlyLimit: "per year",
};

/** The counts of purchases that a profile can limit, from the shortest period to the longest. */
export const countFields = ["dailyCount", "weeklyCount", "monthlyCount", "yearlyCount"] as const;
export type CountField = (typeof countFields)[number];

export type ProfileStatus = (typeof words.SpendingProfile.status)[number];

/** Labels for the counts. */
export const countLabels: Readonly<Record<CountField, string>> = {
  dailyCount: "of purchases per day",
  weeklyCount: "of purchases per week",
  monthlyCount: "of purchases per month",
  yearlyCount: "of purchases per year",
};

/** A profile's rules, from a form or from the database. */
export type ProfileRules = Readonly<Record<LimitField, bigint | null>> &
  Readonly<Record<CountField, number | null>> & {
    /** Merchant category codes, ISO 18245. An empty list is no rule. */
    readonly allowedCategories: readonly string[];
    readonly blockedCategories: readonly string[];
    /** Countries of merchants, ISO 3166-1 alpha-3. An empty list is no rule. */
    readonly allowedCountries: readonly string[];
    readonly blockedCountries: readonly string[];
    /** The names of the only merchants that are accepted. An empty list is no rule. */
    readonly merchants: readonly string[];
    readonly cash: (typeof words.SpendingProfile.cash)[number];
    readonly channel: (typeof words.SpendingProfile.channel)[number];
  };

/** The columns that hold a profile's rules. A change of one makes a new version. */
export const ruleFields = [
  ...limitFields,
  ...countFields,
  "allowedCategories",
  "blockedCategories",
  "allowedCountries",
  "blockedCountries",
  "merchants",
  "cash",
  "channel",
] as const satisfies readonly (keyof ProfileRules)[];

/** Throws INVALID_INPUT and names the fields when a limit is above that of a longer period, or
 *  something is both allowed and blocked. */
export function checkRules(rules: ProfileRules): void {
  const fields: Record<string, string> = {
    ...risingFaults(rules, limitFields, limitLabels),
    ...risingFaults(rules, countFields, countLabels),
  };
  for (const [noun, allowed, blocked] of [
    ["category", "allowedCategories", "blockedCategories"],
    ["country", "allowedCountries", "blockedCountries"],
  ] as const) {
    const both = rules[allowed].filter((code) => rules[blocked].includes(code));
    if (both.length) fields[blocked] = `A ${noun} is allowed or blocked, never both: ${both.join(", ")}.`;
  }
  if (Object.keys(fields).length)
    throw new AppError("INVALID_INPUT", Object.values(fields).join(" "), { fields });
}

function risingFaults<Field extends LimitField | CountField>(
  rules: ProfileRules,
  all: readonly Field[],
  labels: Readonly<Record<Field, string>>,
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [index, longer] of all.entries()) {
    const shorter = all.slice(0, index).find((field) => exceeds(rules[field], rules[longer]));
    if (shorter) faults[longer] = `The limit ${labels[longer]} cannot be below the limit ${labels[shorter]}.`;
  }
  return faults;
}

const exceeds = (shorter: bigint | number | null, longer: bigint | number | null) =>
  shorter !== null && longer !== null && shorter > longer;

/** The rules in a row of the table. */
export function rulesOf(row: Pick<Row<"SpendingProfile">, (typeof ruleFields)[number]>): ProfileRules {
  return Object.fromEntries(ruleFields.map((field) => [field, row[field]])) as unknown as ProfileRules;
}

type ProfileState = Pick<Row<"SpendingProfile">, "rulesVersion" | "activeVersion"> & {
  readonly status: string;
};

/** Whether some rules of the profile hold on its cards. */
export const isInForce = ({ activeVersion }: ProfileState) => activeVersion !== null;
export const canActivate = ({ status }: ProfileState) => ["draft", "shadow", "inactive"].includes(status);
export const canShadow = ({ status }: ProfileState) => status === "draft";
export const canDeactivate = (profile: ProfileState) =>
  profile.status !== "inactive" && (isInForce(profile) || profile.status === "activating");
/** Whether there is a version beside the one that holds, which can be thrown away. */
export const canDiscard = (profile: ProfileState) =>
  isInForce(profile) && ["draft", "shadow"].includes(profile.status);
/** Whether the profile protects a card that is put on it, or will before it leaves another one. */
export const protects = (profile: ProfileState) => isInForce(profile) || profile.status === "activating";
