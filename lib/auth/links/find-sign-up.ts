import { hashToken } from "@/lib/auth/session/check-session.ts";
import type { Row } from "@/lib/db/schema.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";

/** The sign-up of a business with this token, used or over too. */
export const findSignUp = (token: string): Promise<Row<"SignUp"> | null> =>
  acrossAccounts((db) => db.signUp.findFirst({ where: { tokenHash: hashToken(token) } }));

/** Some sign-ups that are over and still hold what was typed. */
export const findSignUpsToForget = (now: Date, take: number) =>
  acrossAccounts((db) =>
    db.signUp.findMany({
      where: { content: { not: null }, expiresAt: { lte: now } },
      orderBy: [{ expiresAt: "asc" }, { id: "asc" }],
      take,
      select: { id: true, accountId: true },
    }),
  );
