import type { Reader } from "@/lib/db/transaction.ts";

/** The change of email that a person has requested and not confirmed yet. */
export const openEmailChange = (db: Reader, userId: number, now: Date) =>
  db.signInToken.findFirst({
    where: { userId, purpose: "email_change", usedAt: null, expiresAt: { gt: now } },
    orderBy: { id: "desc" },
    select: { newEmail: true, expiresAt: true },
  });
