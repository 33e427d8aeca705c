import type { Actor } from "@/lib/auth/actor.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";

/** How many people a business has before it is registered with the issuer. */
export const maxPeopleWhilePending = 50;

/** Keeps a business that anybody may have signed up from mailing strangers. Throws RULE_BROKEN once
 *  it has as many people as it may have before it is registered with the issuer. */
export async function checkMayInvite(db: Writer, actor: Actor): Promise<void> {
  if (actor.kind === "system" || actor.role === "operator") return;
  const account = await db.read.account.findFirst({
    where: { id: actor.accountId },
    select: { status: true },
  });
  if (account?.status !== "pending") return;
  if ((await db.read.user.count()) >= maxPeopleWhilePending)
    throw new AppError(
      "RULE_BROKEN",
      `Your business can have ${maxPeopleWhilePending} people until it is registered with the issuer.`,
    );
}
