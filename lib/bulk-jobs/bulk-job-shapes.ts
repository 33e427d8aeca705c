import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** A bulk job in a list. */
export const bulkJobRowShape = component(
  "BulkJobRow",
  z.object({
    id: z.int(),
    verb: z.enum(words.BulkJob.verb),
    status: z.enum(words.BulkJob.status),
    total: z.int(),
    failed: z.int().describe("How many of its cards could not be done."),
    askedBy: z.object({ id: z.int(), name: z.string() }),
    fileName: z.string().nullable(),
    createdAt: moment,
    endedAt: moment.nullable(),
  }),
);

/** How many cards of a job are in each status. */
export const itemCountsShape = component(
  "BulkJobItemCounts",
  z.object({ waiting: z.int(), running: z.int(), done: z.int(), refused: z.int(), cancelled: z.int() }),
);

/** All the details of a bulk job. */
export const bulkJobFactsShape = component(
  "BulkJob",
  bulkJobRowShape.extend({
    reason: z.string().nullable(),
    counts: itemCountsShape,
    secondsLeft: z
      .int()
      .nullable()
      .describe(
        "How long the rest takes at the pace so far; null when nobody can say, and for a job that has ended.",
      ),
  }),
);

/** One card or person of a bulk job, and the result. */
export const bulkJobItemShape = component(
  "BulkJobItem",
  z.object({
    id: z.int(),
    place: z.int(),
    status: z.enum(words.BulkJobItem.status),
    message: z.string().nullable(),
    card: z
      .object({ id: z.int(), memo: z.string(), lastFour: z.string().nullable(), holderName: z.string() })
      .nullable()
      .describe("Null until a card was issued, and for a job about people."),
    person: z
      .object({ id: z.int().nullable(), name: z.string(), email: z.string() })
      .nullable()
      .describe("Who is invited; the id is null until they are. Null for a job about cards."),
  }),
);

/** What a bulk job would do. */
export const bulkJobCheckShape = component(
  "BulkJobCheck",
  z.object({
    ids: z.array(z.int()).describe("The cards that the verb can be done to now. Start the job with them."),
    skipped: z
      .array(z.object({ state: z.string(), count: z.int() }))
      .describe("How many of the chosen cards cannot be done, by the state they are in."),
  }),
);
