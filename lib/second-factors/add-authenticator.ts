import { z } from "zod";
import { newTotpSecret, totpStep } from "@/lib/auth/factors/totp.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { finishAddingFactor } from "./finish-adding-factor.ts";

/** Makes the secret that an authenticator app of the actor is to read. It counts only once a code
 *  of it was entered, in the same session: somebody who knows the password must not read it along.
 *  Needs a recent proof. */
export const startAuthenticator = command({
  name: "second-factor.start-authenticator",
  input: z.strictObject({}),
  async run({ db, actor, now }) {
    requireRecentProof(actor, now);
    const userId = actor.userId ?? 0;
    const waiting = await db.read.secondFactor.findFirst({
      where: { userId, kind: "totp", confirmedAt: null },
      select: { id: true },
    });
    const [secret, sessionId] = [newTotpSecret(), actor.session?.id ?? null];
    if (waiting)
      await db.update("SecondFactor", await db.findForUpdate("SecondFactor", waiting.id), {
        secret,
        sessionId,
      });
    else
      await db.insert("SecondFactor", {
        userId,
        kind: "totp",
        label: "Authenticator app",
        secret,
        sessionId,
      });
    return {};
  },
});

/** Adds the actor's authenticator app, by the first code that it shows. It takes the place of an
 *  earlier app. Returns the recovery codes of somebody who had no second factor. Throws
 *  INVALID_INPUT at `code`, NOT_FOUND when none was started. */
export const confirmAuthenticator = command({
  name: "second-factor.confirm-authenticator",
  input: z.strictObject({ code: z.string().max(50) }),
  async run({ db, actor, now, input: { code } }) {
    requireRecentProof(actor, now);
    await db.lockAccount();
    const userId = actor.userId ?? 0;
    const factors = await db.read.secondFactor.findMany({
      where: { userId, kind: "totp" },
      select: { id: true, confirmedAt: true, sessionId: true },
    });
    const waiting = factors.find(
      ({ confirmedAt, sessionId }) => confirmedAt === null && sessionId === actor.session?.id,
    );
    if (!waiting) throw new AppError("NOT_FOUND", "Start again: there is no authenticator app to confirm.");
    const factor = await db.findForUpdate("SecondFactor", waiting.id);
    const step = await totpStep(
      openField("SecondFactor", factor, "secret") ?? "",
      code.replace(/\s/g, ""),
      0,
      now,
    );
    if (step === undefined)
      throw invalidField("code", "This code is wrong. Enter the one that your app shows now.");
    for (const { id } of factors.filter(({ confirmedAt }) => confirmedAt !== null))
      await db.softDelete("SecondFactor", await db.findForUpdate("SecondFactor", id));
    await db.update("SecondFactor", factor, {
      confirmedAt: now,
      sessionId: null,
      lastCounter: BigInt(step),
    });
    return { recoveryCodes: await finishAddingFactor(db, actor, "an authenticator app", now) };
  },
});
