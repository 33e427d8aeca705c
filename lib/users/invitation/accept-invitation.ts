import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { countLinkUse } from "@/lib/auth/links/link-limits.ts";
import { endLinks, redeemLink, requireLink } from "@/lib/auth/links/one-time-link.ts";
import { hashNewPassword } from "@/lib/auth/passwords/hash-new-password.ts";
import { setPassword } from "@/lib/auth/passwords/set-password.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command, parseInput } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId } from "@/lib/fields/column.ts";
import { nameColumns, nameFields } from "../name/person-name.ts";

/** What the form of an invitation sends. */
export const acceptInput = z.strictObject({
  token: z.string().max(100),
  givenName: nameFields.givenName,
  familyName: nameFields.familyName.default(""),
  password: z.string(),
});

/** Accepts an invitation: the person checks their name and chooses a password. From then on the
 *  address is theirs. Throws NOT_FOUND for a link that no longer works, RULE_BROKEN when the
 *  address belongs to an account already, INVALID_INPUT, TOO_MANY, BUSY. */
export async function acceptInvitation(input: unknown, origin: Origin): Promise<void> {
  const { token, password, ...name } = parseInput(acceptInput, input);
  await countLinkUse(origin.ip);
  const link = await requireLink(token, "invitation", new Date());
  if (await findUserByEmail(link.user.email)) throw addressTaken();
  const passwordHash = await hashNewPassword(password, link);
  const actor = systemActor("invitation", link.accountId, origin);
  await joinByLink(actor, { linkId: link.id, passwordHash, ...name }).catch((error: unknown) => {
    // Two invitations to one address, accepted at once.
    throw error instanceof AppError && error.code === "DUPLICATE" ? addressTaken() : error;
  });
}

// Only somebody with a link to this address learns this.
const addressTaken = () =>
  new AppError(
    "RULE_BROKEN",
    "You already have an account with this email. Sign in with it, or ask to be invited at another address.",
  );

/** Redeems an invitation, and makes its person an active one with a password. */
export const joinByLink = command({
  name: "user.accept-invitation",
  input: z.strictObject({
    linkId: rowId,
    passwordHash: z.string(),
    givenName: nameFields.givenName,
    familyName: nameFields.familyName,
  }),
  async run({ db, now, input: { linkId, passwordHash, ...names } }) {
    // With the lock, a deactivation at the same time has ended the link, or finds the person here.
    await db.lockAccount();
    const link = await redeemLink(db, linkId, now);
    const user = await db.findForUpdate("User", link.userId);
    if (user.status !== "invited")
      throw new AppError("RULE_BROKEN", "You have accepted this already. Sign in.");
    const change = { ...nameColumns(names), status: "active" as const };
    await setPassword(db, user, { passwordHash, hashBefore: null }, now, change);
    await endLinks(db, user.id, now);
    return {};
  },
});
