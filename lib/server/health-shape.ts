import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";

const state = z.enum(["ok", "down"]);

/** The health of this installation, without personal data: "down" when the database does not
 *  answer or can save nothing. Only operators see more than `status`. The database is "read-only"
 *  when its disk is full or somebody else holds its lock. The worker's `lastRunAt` is when this
 *  process last looked for pending operations. It is null when another process does that. `waiting`
 *  is how many operations wait for the issuer, up to 1,000, and `oldestWaitingSeconds` is for how
 *  long the oldest has waited. For webhooks, `waiting` counts the issuer's messages that are not
 *  handled yet, up to 1,000 and without those of unknown cards. `oldestWaitingSeconds` is how long
 *  the oldest of them has been due. */
export const healthShape = component(
  "Health",
  z.object({
    status: state,
    database: z
      .object({
        engine: z.enum(["sqlite", "postgresql"]),
        status: z.enum(["ok", "read-only", "down"]),
      })
      .optional(),
    issuer: z.object({ mode: z.enum(["simulator", "sandbox", "production"]) }).optional(),
    worker: z
      .object({
        lastRunAt: moment.nullable(),
        waiting: z.int().nullable(),
        oldestWaitingSeconds: z.int().nullable(),
      })
      .optional(),
    webhooks: z.object({ waiting: z.int().nullable(), oldestWaitingSeconds: z.int().nullable() }).optional(),
  }),
);
