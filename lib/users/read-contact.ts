import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { AppError } from "@/lib/errors.ts";
import { readAs } from "@/lib/read.ts";

/** How a person is reached, and whether the issuer knows them as a cardholder. */
export interface UserContact {
  readonly phone: string | null;
  readonly isKnownToIssuer: boolean;
}

/** The phone number of a user in the clear, for themselves and those who manage people. Needs user.see; NOT_FOUND when they are not theirs to see. */
export function readContact(actor: Actor, userId: number): Promise<UserContact> {
  return readAs(actor, "user.see", async (db) => {
    const user = await db.user.findFirst({ where: { id: userId } });
    if (!user) throw new AppError("NOT_FOUND");
    return {
      phone: openField("User", user, "phone"),
      isKnownToIssuer: user.lithicAccountTokenIndex !== null,
    };
  });
}
