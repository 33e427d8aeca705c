import { z } from "zod";
import { moment } from "@/lib/fields/shape.ts";

const state = z.enum(["ok", "down"]);

/** What can be said of this installation without naming anybody. The worker's `lastRunAt` is when this process last looked for what is owed to the
 *  issuer, null when another process does; `waiting` is how many things wait for the issuer, up to 1,000, and for how long the oldest does. Of
 *  webhooks, how many messages of the issuer are not handled yet, up to 1,000 and without those of cards that are unknown here, and for how long it has been the turn of the one that waits longest. */
export const healthShape = z
  .object({
    status: state,
    database: z.object({ engine: z.enum(["sqlite", "postgresql"]), status: state }),
    issuer: z.object({ mode: z.enum(["simulator", "sandbox", "production"]) }),
    worker: z.object({
      lastRunAt: moment.nullable(),
      waiting: z.int().nullable(),
      oldestWaitingSeconds: z.int().nullable(),
    }),
    webhooks: z.object({ waiting: z.int().nullable(), oldestWaitingSeconds: z.int().nullable() }),
  })
  .meta({ id: "Health" });
