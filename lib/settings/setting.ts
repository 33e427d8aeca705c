import { z } from "zod";
import { tooLarge } from "@/lib/fields/amount.ts";
import { maxAmount } from "@/lib/money.ts";

/** Every setting of a business, with its rule and its default. */
export const settings = {
  "session.idle-minutes": {
    label: "Sign out after so many idle minutes",
    value: z
      .int("Enter a whole number of minutes.")
      .min(5, "Enter 5 minutes or more.")
      .max(15, "Enter up to 15 minutes."),
    standard: 15,
  },
  "sign-in.allowed-addresses": {
    label: "Networks people may sign in from; none means any",
    value: z
      .array(z.union([z.cidrv4(), z.cidrv6()], { error: "Enter networks such as 203.0.113.0/24." }), {
        error: "Enter a list of networks.",
      })
      .max(50, "Enter up to 50 networks."),
    standard: [],
  },
  "card.largest-limit": {
    label: "Largest spend limit an admin may give a card, in minor units; none means any",
    value: z
      .int("Enter a whole number of minor units.")
      .min(1, "Enter an amount above zero.")
      .max(Number(maxAmount), tooLarge)
      .nullable(),
    standard: null,
  },
  "notifications.declines": {
    label: "Tell cardholders about declines",
    value: z.boolean("Choose yes or no."),
    standard: true,
  },
} as const satisfies Record<string, { label: string; value: z.ZodType; standard: unknown }>;

export type SettingName = keyof typeof settings;
