import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import type { LimitField } from "./rules/profile-rules.ts";

const limit = z.int().nullable();

/** A spending profile in a list. Limits are in minor units of the account's currency. `cards`
 *  counts the open cards that the actor may see, up to 100. */
export const spendingProfileRowShape = component(
  "SpendingProfileRow",
  z.object({
    id: z.int(),
    name: z.string(),
    description: z.string().nullable(),
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
  status: z.enum(words.SpendingProfileRule.status),
});
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
    rules: z.array(rule),
    cardsOnIt: z.array(cardOnIt),
    createdAt: moment,
    updatedAt: moment,
  }),
);
