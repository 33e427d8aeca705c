import { z } from "zod";
import { moment } from "@/lib/fields/shape.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** A bulk job in a list. */
export const bulkJobRowShape = z
  .object({
    id: z.int(),
    verb: z.enum(words.BulkJob.verb),
    status: z.enum(words.BulkJob.status),
    total: z.int(),
    askedBy: z.object({ id: z.int(), name: z.string() }),
    fileName: z.string().nullable(),
    createdAt: moment,
    endedAt: moment.nullable(),
  })
  .meta({ id: "BulkJobRow" });

/** How many cards of a job are in each status. */
export const itemCountsShape = z
  .object({ waiting: z.int(), asked: z.int(), done: z.int(), refused: z.int(), cancelled: z.int() })
  .meta({ id: "BulkJobItemCounts" });

/** All the details of a bulk job. */
export const bulkJobFactsShape = bulkJobRowShape
  .extend({
    reason: z.string().nullable(),
    counts: itemCountsShape,
    secondsLeft: z
      .int()
      .nullable()
      .describe(
        "How long the rest takes at the pace so far; null when nobody can say, and for a job that has ended.",
      ),
  })
  .meta({ id: "BulkJob" });

/** One card of a bulk job, and its result. */
export const bulkJobItemShape = z
  .object({
    id: z.int(),
    place: z.int(),
    status: z.enum(words.BulkJobItem.status),
    message: z.string().nullable(),
    card: z
      .object({ id: z.int(), memo: z.string(), lastFour: z.string().nullable(), holderName: z.string() })
      .nullable()
      .describe("Null until a card was issued."),
  })
  .meta({ id: "BulkJobItem" });
