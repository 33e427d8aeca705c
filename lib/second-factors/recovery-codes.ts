import { z } from "zod";
import { endRecoveryCodes } from "@/lib/auth/factors/end-second-factors.ts";
import { newRecoveryCodes, recoveryCodeHash } from "@/lib/auth/factors/recovery-code.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { AppError } from "@/lib/errors.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { factorAddedLetter } from "./letters.ts";

/** Gives a person ten new recovery codes within a command, and ends the old ones. Returns them;
 *  only their hashes are kept. */
export async function giveRecoveryCodes(db: Writer, userId: number): Promise<readonly string[]> {
  await endRecoveryCodes(db, userId);
  const codes = newRecoveryCodes();
  for (const code of codes)
    await db.insert("RecoveryCode", { userId, codeHash: recoveryCodeHash(code) ?? "" });
  return codes;
}

/** Replaces the actor's own recovery codes, which are shown once, and tells them by mail. Needs a
 *  recent proof. Throws RULE_BROKEN without a second factor. */
export const renewRecoveryCodes = command({
  name: "second-factor.renew-recovery-codes",
  input: z.strictObject({}),
  async run({ db, actor, now }) {
    requireRecentProof(actor, now);
    const user = await db.findForUpdate("User", actor.userId ?? 0);
    if (!user.secondFactorSince)
      throw new AppError("RULE_BROKEN", "Recovery codes stand in for a second factor. Add one first.");
    await enqueueMail(db, user, "second_factor_added", factorAddedLetter(user, "new recovery codes"));
    return { recoveryCodes: await giveRecoveryCodes(db, user.id) };
  },
});
