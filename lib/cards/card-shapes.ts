import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import { effectiveLimitShape } from "./spending/effective-limit-shape.ts";

/** A card in a list. Amounts are minor units of the account's currency. Analysts see the holder's
 *  initials instead of the name. */
export const cardRowShape = component(
  "CardRow",
  z.object({
    id: z.int(),
    lastFour: z.string().nullable(),
    memo: z.string().nullable(),
    status: z.enum(words.Card.status),
    desiredStatus: z.enum(words.Card.desiredStatus).nullable(),
    cardType: z.enum(words.Card.cardType),
    form: z.enum(words.Card.form),
    holder: z.object({ id: z.int(), name: z.string() }),
    spendLimit: z.int().nullable(),
    spendLimitDuration: z.enum(words.Card.spendLimitDuration).nullable(),
    spendingProfile: z.object({ id: z.int(), name: z.string() }).nullable(),
    cardProduct: z.object({ id: z.int(), name: z.string() }).nullable(),
    lastUsedAt: moment.nullable().describe("Null for a card that was never used."),
    createdAt: moment,
    version: z.int(),
  }),
);

/** A card's shipping address. Readers without access to personal data see only the country. */
export const shippingAddressShape = component(
  "ShippingAddress",
  z.object({
    line1: z.string().nullable(),
    line2: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    postalCode: z.string().nullable(),
    country: z.string(),
  }),
);

const relatedCard = z.object({
  id: z.int(),
  lastFour: z.string().nullable(),
  status: z.enum(words.Card.status),
  reason: z.enum(words.Card.replacementReason),
});

/** All the details of a card. `waiting` is what the issuer has not confirmed yet, and since
 *  when. */
export const cardFactsShape = component(
  "Card",
  cardRowShape.extend({
    accountId: z.int(),
    currency: z.string(),
    holder: z.object({ id: z.int(), name: z.string(), email: z.string().nullable() }),
    frozen: z
      .object({
        at: moment,
        reason: z.string().nullable(),
        byRole: z.string().nullable(),
        byName: z.string().nullable(),
      })
      .nullable(),
    closed: z.object({ at: moment, reason: z.string().nullable() }).nullable(),
    desiredAt: moment.nullable(),
    desiredLimit: z
      .object({
        spendLimit: z.int().nullable(),
        spendLimitDuration: z.enum(words.Card.spendLimitDuration).nullable(),
      })
      .nullable()
      .describe(
        "The desired limit until the issuer confirms it; both parts are null when no limit is desired.",
      ),
    desiredSpendingProfile: z
      .object({ id: z.int(), name: z.string() })
      .nullable()
      .describe("The profile to follow, once the issuer has confirmed its rules on the card."),
    profileDesiredAt: moment
      .nullable()
      .describe("Since when another profile, or none, is desired. Null once the issuer has confirmed."),
    issuerMessage: z.string().nullable(),
    shippingAddress: shippingAddressShape.nullable(),
    shippedAt: moment.nullable().describe("When the issuer told that it was sent."),
    replaces: relatedCard.nullable(),
    replacedBy: relatedCard.nullable(),
    waiting: z.object({ since: moment }).nullable(),
    effectiveLimits: z
      .array(effectiveLimitShape)
      .readonly()
      .describe("The limits of the card and of its spending profile, and what is used of them."),
    updatedAt: moment,
  }),
);

/** How many cards are in a state, or a lower bound. */
export const statusCountShape = component(
  "StatusCount",
  z.object({ status: z.enum(words.Card.status), count: z.int(), isCapped: z.boolean() }),
);

/** The issuer's frames that show a card's number, and when the issuer stops showing it. Their URLs
 *  contain a secret. */
export const revealedCardShape = component(
  "RevealedCard",
  z.object({
    frames: z.object({
      number: z.string(),
      expiryMonth: z.string(),
      expiryYear: z.string(),
      code: z.string(),
    }),
    until: moment,
  }),
);
