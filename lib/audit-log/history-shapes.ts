import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** A changed field in an entry. Protected values appear as a placeholder. */
export const fieldChangeShape = component(
  "FieldChange",
  z.object({ field: z.string(), before: value, after: value }),
);

/** One event of a history, ready to be put into words. `actorName` is null where the reader may not
 *  know it; the role is always present. */
export const historyEntryShape = component(
  "HistoryEntry",
  z.object({
    id: z.string(),
    at: moment,
    action: z.string(),
    actorName: z.string().nullable(),
    actorRole: z.string(),
    outcome: z.enum(["done", "refused"]),
    reason: z.string().nullable(),
    targetType: z.string(),
    targetId: z.string(),
    changes: z.array(fieldChangeShape),
  }),
);
