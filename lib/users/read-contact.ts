import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { noRow } from "@/lib/errors.ts";
import { readAs } from "@/lib/read.ts";
import { withRemoved } from "./with-removed.ts";

/** A person's phone number, and whether the issuer has them as a cardholder. */
export interface UserContact {
  readonly phone: string | null;
  readonly isKnownToIssuer: boolean;
}

/** A user's decrypted phone number, for themselves and for those who manage people. Needs user.see.
 *  Throws NOT_FOUND when the actor may not see them. */
export function readContact(actor: Actor, userId: number): Promise<UserContact> {
  return readAs(actor, "user.see", async (db) => {
    const user = await withRemoved(actor, () => db.user.findFirst({ where: { id: userId } }));
    if (!user) throw noRow("User", userId);
    return {
      phone: openField("User", user, "phone"),
      isKnownToIssuer: user.lithicAccountTokenIndex !== null,
    };
  });
}
