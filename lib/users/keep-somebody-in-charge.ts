import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";

// Who is in charge: of a business, and of the platform.
const missed: Readonly<Record<string, string>> = {
  owner: "A business always has an active owner. Make somebody else an owner first.",
  operator: "The platform always has an active operator. Invite another one first, and wait until they join.",
};

/** Throws RULE_BROKEN when the business would have no active owner without this user, or the
 *  platform no active operator. Its lock makes two such changes run one after the other. */
export async function keepSomebodyInCharge(
  db: Writer,
  { id, role, status }: { id: number; role: string; status: string },
): Promise<void> {
  const message = missed[role];
  if (message === undefined || status !== "active") return;
  await db.lockAccount();
  const others = await db.read.user.count({ where: { role, status: "active", id: { not: id } } });
  if (others === 0) throw new AppError("RULE_BROKEN", message);
}
