import type { Actor } from "@/lib/auth/actor.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { readAs } from "@/lib/read.ts";
import type { emailChangeShape } from "./email-change-shape.ts";
import { openEmailChange } from "./open-email-change.ts";

/** A change of email that waits to be confirmed. */
export type EmailChange = Shape<typeof emailChangeShape>;

/** The actor's own change of email that waits to be confirmed at the new address. Null when there
 *  is none. */
export function readEmailChange(actor: Actor): Promise<EmailChange | null> {
  return readAs(actor, "profile.see", async (db) => {
    const open = await openEmailChange(db, actor.userId ?? 0, new Date());
    return open && { newEmail: open.newEmail ?? "", worksUntil: open.expiresAt.toISOString() };
  });
}
