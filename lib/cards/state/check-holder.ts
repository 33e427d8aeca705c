import type { Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { AppError } from "@/lib/errors.ts";

/** Throws RULE_BROKEN for a card whose holder is deactivated: it must not work again. Call it once
 *  the account is locked. */
export async function checkHolder(
  { db }: Pick<Work<unknown>, "db">,
  { userId }: Pick<Row<"Card">, "userId">,
): Promise<void> {
  const holder = await db.read.user.findFirst({
    where: { id: userId },
    select: { name: true, status: true },
  });
  if (holder && holder.status !== "deactivated") return;
  throw new AppError(
    "RULE_BROKEN",
    `${holder?.name ?? "Its holder"} is deactivated, so this card can't be used. Reactivate them first, or move the card to somebody else.`,
  );
}
