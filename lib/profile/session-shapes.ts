import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";

/** An open session of the person who asks. `device` is the browser and the system, in words. */
export const sessionShape = component(
  "Session",
  z.object({
    id: z.int(),
    device: z.string(),
    ip: z.string().nullable(),
    lastSeenAt: moment,
    signedInAt: moment,
  }),
);
