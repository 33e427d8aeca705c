import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";

/** Ends every second factor of a person and their recovery codes, within a command. Returns the
 *  person as they are now. */
export async function endSecondFactors(db: Writer, user: Row<"User">): Promise<Row<"User">> {
  const where = { userId: user.id };
  for (const { id } of await db.read.secondFactor.findMany({ where, select: { id: true } }))
    await db.softDelete("SecondFactor", await db.findForUpdate("SecondFactor", id));
  await endRecoveryCodes(db, user.id);
  // A new version, so that a sign-in at the same time starts again.
  return db.update("User", user, { secondFactorSince: null });
}

/** Ends the recovery codes of a person, within a command. */
export async function endRecoveryCodes(db: Writer, userId: number): Promise<void> {
  for (const { id } of await db.read.recoveryCode.findMany({ where: { userId }, select: { id: true } }))
    await db.softDelete("RecoveryCode", await db.findForUpdate("RecoveryCode", id));
}
