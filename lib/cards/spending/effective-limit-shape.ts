import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";

/** A limit that concerns a card. Amounts are minor units. */
export const effectiveLimitShape = component(
  "EffectiveLimit",
  z.object({
    source: z.enum(["card", "profile"]).describe("Where it comes from."),
    profile: z
      .object({ id: z.int(), name: z.string(), version: z.int() })
      .nullable()
      .describe("The spending profile, for a limit of one."),
    window: z
      .enum(["purchase", "day", "week", "month", "year", "rolling_month", "rolling_year", "total"])
      .describe("Calendar windows are in US Eastern; rolling ones end with each purchase."),
    unit: z.enum(["amount", "count"]).describe("Whether it limits money or the number of purchases."),
    limit: z.int(),
    used: z.int().nullable().describe("Null for a limit on each purchase."),
    left: z.int(),
    resetsAt: moment.nullable().describe("When a calendar window starts again."),
    state: z
      .enum(["active", "shadow", "waiting"])
      .describe("Whether it declines, only watches, or waits for the issuer."),
  }),
);
