import { z } from "zod";
import { AppError } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { text } from "@/lib/fields/column.ts";

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

const categories = z
  .array(
    z
      .string({ error: "Choose categories from the list." })
      .regex(/^\d{4}$/, "A category is a code of four digits (ISO 18245)."),
    {
      error: "Choose categories from the list.",
    },
  )
  .max(1000, "Choose up to 1,000 categories.")
  .transform((codes) => [...new Set(codes)].sort());

/** The fields of a profile, as a form or the API sends them. Limits are in minor units; null means
 *  no limit. */
export const profileFields = {
  name: text("SpendingProfile", "name"),
  description: text("SpendingProfile", "description").nullable(),
  allowedCategories: categories,
  blockedCategories: categories,
  perTransactionLimit: amountInput.nullable(),
  dailyLimit: amountInput.nullable(),
  weeklyLimit: amountInput.nullable(),
  monthlyLimit: amountInput.nullable(),
  yearlyLimit: amountInput.nullable(),
};

/** A profile's rules, from a form or from the database. */
export type ProfileRules = Readonly<Record<LimitField, bigint | null>> & {
  readonly allowedCategories: readonly string[];
  readonly blockedCategories: readonly string[];
};

/** Throws INVALID_INPUT and names the fields when a limit is above that of a longer period, or a
 *  category is both allowed and blocked. */
export function checkRules(rules: ProfileRules): void {
  const fields: Record<string, string> = {};
  for (const [index, longer] of limitFields.entries()) {
    const shorter = limitFields.slice(0, index).find((field) => exceeds(rules[field], rules[longer]));
    if (shorter)
      fields[longer] = `The limit ${limitLabels[longer]} cannot be below the limit ${limitLabels[shorter]}.`;
  }
  const both = rules.allowedCategories.filter((code) => rules.blockedCategories.includes(code));
  if (both.length)
    fields.blockedCategories = `A category is allowed or blocked, never both: ${both.join(", ")}.`;
  if (Object.keys(fields).length)
    throw new AppError("INVALID_INPUT", Object.values(fields).join(" "), {
      fields,
    });
}

const exceeds = (shorter: bigint | null, longer: bigint | null) =>
  shorter !== null && longer !== null && shorter > longer;

/** The rules in a row of the table. */
export function rulesOf(
  row: Readonly<Record<LimitField, bigint | null>> & {
    allowedCategories: unknown;
    blockedCategories: unknown;
  },
): ProfileRules {
  return {
    ...row,
    allowedCategories: row.allowedCategories as string[],
    blockedCategories: row.blockedCategories as string[],
  };
}
