import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { checkSetupCode, setupFinished } from "@/lib/auth/first-run/check-setup-code.ts";
import { readSetupCode } from "@/lib/auth/first-run/setup-code.ts";
import { hashFirstPassword } from "@/lib/auth/passwords/hash-new-password.ts";
import { setPassword } from "@/lib/auth/passwords/set-password.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command, parseInput } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { emailAddress, text } from "@/lib/fields/column.ts";
import { env } from "@/lib/process/env.ts";
import { nameColumns, nameFields } from "@/lib/users/name/person-name.ts";

const fields = {
  platformName: text("Account", "businessName"),
  givenName: nameFields.givenName,
  familyName: nameFields.familyName.default(""),
  email: emailAddress,
};

const setupInput = z.strictObject({
  ...fields,
  code: z.string().max(100),
  password: z.string(),
  confirmedName: z.string().default(""),
});

/** Sets up a portal with nobody in it, for whoever has its code: the platform, and its first
 *  operator with a password. Where cards are real, the name of the platform is typed twice. Throws
 *  RULE_BROKEN once somebody is here, INVALID_INPUT, TOO_MANY, BUSY. */
export async function setUpPortal(input: unknown, origin: Origin): Promise<void> {
  const { code, password, confirmedName, ...known } = parseInput(setupInput, input);
  await checkSetupCode(code, origin.ip);
  if (env().LITHIC_ENVIRONMENT === "production" && confirmedName.trim() !== known.platformName)
    throw invalidField(
      "confirmedName",
      `Type ${known.platformName} as above. Cards and money are real here.`,
    );
  const { givenName, familyName, email, platformName } = known;
  const passwordHash = await hashFirstPassword(password, [givenName, familyName, email, platformName]);
  await setUpPlatform(systemActor("setup", 0, origin), { ...known, passwordHash }).catch((error: unknown) => {
    // Two people finished at once.
    throw error instanceof AppError && error.code === "DUPLICATE" ? setupFinished() : error;
  });
}

/** Whether set-up was finished for this email, as somebody asks whose answer was lost. Only with
 *  the code. */
export async function wasSetUpFor(email: string, code: string): Promise<boolean> {
  if (readSetupCode(code, new Date()) === null) return false;
  return (await findUserByEmail(email))?.role === "operator";
}

/** Creates the platform and its first operator, who can sign in. Throws DUPLICATE when there is a
 *  platform already. */
export const setUpPlatform = command({
  name: "platform.set-up",
  scope: "across",
  input: z.strictObject({ ...fields, passwordHash: z.string() }),
  async run({ db, now, input: { platformName, email, passwordHash, ...name } }) {
    const platform = await db.insert("Account", {
      businessName: platformName,
      ownerEmail: email,
      accountType: "platform",
      status: "active",
    });
    const within = db.within(platform.id);
    const operator = await within.insert("User", {
      ...nameColumns(name),
      email,
      role: "operator",
      status: "active",
    });
    await setPassword(within, operator, { passwordHash, hashBefore: null }, now);
    return { accountId: platform.id, userId: operator.id };
  },
});
