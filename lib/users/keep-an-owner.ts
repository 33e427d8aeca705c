import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";

/** Throws RULE_BROKEN when the business would have no active owner without this user. Its lock
 *  makes two such changes run one after the other. */
export async function keepAnOwner(
  db: Writer,
  user: { id: number; role: string; status: string },
): Promise<void> {
  if (user.role !== "owner" || user.status !== "active") return;
  await db.lockAccount();
  const others = await db.read.user.count({
    where: { role: "owner", status: "active", id: { not: user.id } },
  });
  if (others === 0)
    throw new AppError(
      "RULE_BROKEN",
      "A business always has an active owner. Make somebody else an owner first.",
    );
}
