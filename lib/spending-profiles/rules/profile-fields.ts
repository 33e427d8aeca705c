import { z } from "zod";
import { allCountries } from "@/lib/addresses/countries.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { choice, text } from "@/lib/fields/column.ts";

const countryCodes = new Set(allCountries.map(({ code }) => code));

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

const countries = z
  .array(
    z.string().refine((code) => countryCodes.has(code), "Choose countries from the list."),
    {
      error: "Choose countries from the list.",
    },
  )
  .max(250, "Choose up to 250 countries.")
  .transform((codes) => [...new Set(codes)].sort());

const merchants = z
  .array(
    z
      .string({ error: "Enter each merchant's name." })
      .trim()
      .min(1, "Enter each merchant's name.")
      .max(25, "A card network's name of a merchant has up to 25 characters."),
    { error: "Enter each merchant's name." },
  )
  .max(100, "Name up to 100 merchants.")
  .transform((names) => [...new Set(names)]);

const count = z
  .int({ error: "Enter a whole number." })
  .min(1, "Enter at least 1, or leave it empty for no limit.")
  .max(1_000_000, "Enter up to 1,000,000.");

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
  allowedCountries: countries,
  blockedCountries: countries,
  merchants,
  cash: choice("SpendingProfile", "cash"),
  channel: choice("SpendingProfile", "channel"),
  dailyCount: count.nullable(),
  weeklyCount: count.nullable(),
  monthlyCount: count.nullable(),
  yearlyCount: count.nullable(),
};

/** The fields of a new profile. Whatever is left out is not limited. */
export const newProfileFields = {
  name: profileFields.name,
  description: profileFields.description.default(null),
  allowedCategories: categories.default([]),
  blockedCategories: categories.default([]),
  allowedCountries: countries.default([]),
  blockedCountries: countries.default([]),
  merchants: merchants.default([]),
  cash: profileFields.cash.default("allowed"),
  channel: profileFields.channel.default("any"),
  perTransactionLimit: profileFields.perTransactionLimit.default(null),
  dailyLimit: profileFields.dailyLimit.default(null),
  weeklyLimit: profileFields.weeklyLimit.default(null),
  monthlyLimit: profileFields.monthlyLimit.default(null),
  yearlyLimit: profileFields.yearlyLimit.default(null),
  dailyCount: profileFields.dailyCount.default(null),
  weeklyCount: profileFields.weeklyCount.default(null),
  monthlyCount: profileFields.monthlyCount.default(null),
  yearlyCount: profileFields.yearlyCount.default(null),
};
