import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import type { CountField, LimitField } from "./rules/profile-rules.ts";

const limit = z.int().nullable();

/** A spending profile in a list. Limits are in minor units of the account's currency. `cards`
 *  counts the open cards that the actor may see, up to 100. */
export const spendingProfileRowShape = component(
  "SpendingProfileRow",
  z.object({
    id: z.int(),
    name: z.string(),
    description: z.string().nullable(),
    state: z.enum(words.SpendingProfile.status).describe("How far the newest version of its rules is."),
    rulesVersion: z.int().describe("The number of the newest version of its rules."),
    activeVersion: z.int().nullable().describe("The version that holds on its cards, if one does."),
    limits: z.object({
      perTransactionLimit: limit,
      dailyLimit: limit,
      weeklyLimit: limit,
      monthlyLimit: limit,
      yearlyLimit: limit,
    } satisfies Record<LimitField, z.ZodType>),
    allowedCategories: z.int(),
    blockedCategories: z.int(),
    cards: z.int(),
    cardsIsCapped: z.boolean(),
    version: z.int(),
  }),
);

const rule = z.object({
  kind: z.enum(words.SpendingProfileRule.kind),
  version: z.int(),
  status: z.enum(words.SpendingProfileRule.status),
  parameters: z
    .record(z.string(), z.unknown())
    .describe("What it declines, as the parameters of an auth rule at the issuer."),
});
const count = z.int().nullable();
const cardOnIt = z.object({
  id: z.int(),
  lastFour: z.string().nullable(),
  memo: z.string().nullable(),
  status: z.enum(words.Card.status),
});

/** A spending profile in full, with category codes from ISO 18245, the state of each rule at the
 *  issuer, and its newest cards. */
export const spendingProfileFactsShape = component(
  "SpendingProfile",
  spendingProfileRowShape.extend({
    currency: z.string(),
    allowedCategories: z.array(z.string()),
    blockedCategories: z.array(z.string()),
    allowedCountries: z.array(z.string()),
    blockedCountries: z.array(z.string()),
    merchants: z.array(z.string()),
    cash: z.enum(words.SpendingProfile.cash),
    channel: z.enum(words.SpendingProfile.channel),
    counts: z.object({
      dailyCount: count,
      weeklyCount: count,
      monthlyCount: count,
      yearlyCount: count,
    } satisfies Record<CountField, z.ZodType>),
    stateSince: moment.nullable(),
    issuerMessage: z.string().nullable().describe("Why the issuer refused the newest version."),
    isWaiting: z.boolean().describe("Whether the issuer has still to confirm something."),
    rules: z.array(rule).describe("The rules of the version that holds and of the newest one."),
    cardsOnIt: z.array(cardOnIt),
    createdAt: moment,
    updatedAt: moment,
  }),
);
