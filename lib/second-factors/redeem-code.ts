import { recoveryCodeHash } from "@/lib/auth/factors/recovery-code.ts";
import { totpStep } from "@/lib/auth/factors/totp.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { recoveryCodeLetter } from "./letters.ts";

/** Which code was redeemed. */
export type RedeemedCode = "totp" | "recovery-code";

/** Redeems a code of a person's authenticator app, or one of their recovery codes, within a
 *  command. Each works once. The use of a recovery code is told by mail. Returns which it was;
 *  undefined when it is wrong or was used before. */
export async function redeemCode(
  db: Writer,
  user: Row<"User">,
  typed: string,
  now: Date,
): Promise<RedeemedCode | undefined> {
  if (await redeemTotp(db, user.id, typed.replace(/\s/g, ""), now)) return "totp";
  return (await redeemRecoveryCode(db, user, typed, now)) ? "recovery-code" : undefined;
}

async function redeemTotp(db: Writer, userId: number, code: string, now: Date): Promise<boolean> {
  const where = { userId, kind: "totp", confirmedAt: { not: null } } as const;
  for (const { id } of await db.read.secondFactor.findMany({ where, select: { id: true } })) {
    const factor = await db.findForUpdate("SecondFactor", id);
    const secret = openField("SecondFactor", factor, "secret") ?? "";
    const step = await totpStep(secret, code, Number(factor.lastCounter), now);
    if (step === undefined) continue;
    await db.record("SecondFactor", factor, { lastCounter: BigInt(step) });
    return true;
  }
  return false;
}

async function redeemRecoveryCode(db: Writer, user: Row<"User">, typed: string, now: Date): Promise<boolean> {
  const codeHash = recoveryCodeHash(typed);
  if (codeHash === undefined) return false;
  const where = { userId: user.id, codeHash, usedAt: null };
  const found = await db.read.recoveryCode.findFirst({ where, select: { id: true } });
  if (!found) return false;
  await db.update("RecoveryCode", await db.findForUpdate("RecoveryCode", found.id), { usedAt: now });
  const left = await db.read.recoveryCode.count({ where: { userId: user.id, usedAt: null } });
  await enqueueMail(db, user, "recovery_code_used", recoveryCodeLetter(user, left));
  return true;
}
