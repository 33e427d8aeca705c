import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { moment } from "@/lib/fields/shape.ts";

/** A change of email that waits to be confirmed, and until when its link works. */
export const emailChangeShape = component(
  "EmailChange",
  z.object({ newEmail: z.string(), worksUntil: moment }),
);
