import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** A business in a list. The balance is in minor units, as last reported by the issuer. */
export const accountRowShape = component(
  "AccountRow",
  z.object({
    id: z.int(),
    businessName: z.string(),
    ownerEmail: z.string(),
    status: z.enum(words.Account.status),
    desiredStatus: z
      .enum(words.Account.desiredStatus)
      .nullable()
      .describe(
        "What the issuer has not confirmed yet: suspended while cards can still pay, active while they cannot.",
      ),
    balance: z.int(),
    balanceAsOf: moment.nullable(),
    currency: z.string(),
    createdAt: moment,
    version: z.int(),
  }),
);

/** A business in full. `isEnrolled`: it is registered with the issuer. */
export const accountFactsShape = component(
  "Account",
  accountRowShape.extend({
    isEnrolled: z.boolean(),
    suspendedReason: z.string().nullable(),
    secondFactorFor: z
      .enum(words.Account.secondFactorFor)
      .describe(
        "Who must have a second factor. Managers are owners, admins and, on the platform, operators.",
      ),
    confirmAboveLimit: z
      .int()
      .describe("Above which amount, in minor units, people confirm who they are to raise a card's limit."),
    allowedNetworks: z
      .array(z.object({ network: z.string(), note: z.string() }))
      .describe("From which addresses and networks its people and API keys are let in. Empty for all."),
    updatedAt: moment,
  }),
);
