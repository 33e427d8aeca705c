import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** Whether a person has a second factor. */
export const secondFactorStates = ["has", "none", "missing"] as const;

/** A user in a list. The family name is empty for a person with one name only. `cards` counts open
 *  cards, up to 100. */
export const userRowShape = component(
  "UserRow",
  z.object({
    id: z.int(),
    name: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    email: z.string(),
    role: z.enum(words.User.role),
    status: z.enum(words.User.status),
    secondFactor: z
      .enum(secondFactorStates)
      .describe('"missing" for somebody active who must have one, and has none.'),
    cards: z.int(),
    cardsIsCapped: z.boolean(),
    lastSignInAt: moment.nullable(),
    lockedUntil: moment.nullable().describe("Until when sign-in is paused. Null when it is not."),
    invitedUntil: moment
      .nullable()
      .describe("Until when the invitation of somebody invited works. Null when none does."),
    createdAt: moment,
    removedAt: moment.nullable().describe("Set for a removed person, who can be restored for 30 days."),
    version: z.int(),
  }),
);

/** A user in full. */
export const userFactsShape = component(
  "User",
  userRowShape.extend({
    hasPhone: z.boolean(),
    sessions: z.int().describe("How many sessions are open."),
    updatedAt: moment,
  }),
);
