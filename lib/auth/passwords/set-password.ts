import { endSessions } from "@/lib/auth/session/end-session.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";

/** The hash of a new password, and of the one that it was checked against. */
export interface PasswordHashes {
  readonly passwordHash: string;
  readonly hashBefore: string | null;
}

/** Gives a person a new password within a command. Ends a pause of sign-in, and every session.
 *  Throws BUSY when the password changed after it was checked. */
export async function setPassword(
  db: Writer,
  user: Row<"User">,
  { passwordHash, hashBefore }: PasswordHashes,
  now: Date,
  change: Partial<Pick<Row<"User">, "status" | "givenName" | "familyName" | "name">> = {},
): Promise<Row<"User">> {
  if (user.passwordHash !== hashBefore) throw new AppError("BUSY");
  const changed = await db.update("User", user, {
    ...change,
    ...{ passwordHash, passwordChangedAt: now, loginAttempts: 0, lockedUntil: null },
    ...{ confirmAttempts: 0, confirmPausedUntil: null },
  });
  await db.insert("PasswordHistory", { userId: user.id, passwordHash });
  await endSessions(db, user.id, now, "the password changed");
  return changed;
}
