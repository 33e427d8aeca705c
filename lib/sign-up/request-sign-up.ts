import { z } from "zod";
import { type Origin, systemActor } from "@/lib/auth/actor.ts";
import { countSignUpRequest } from "@/lib/auth/links/link-limits.ts";
import { newLink } from "@/lib/auth/links/one-time-link.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command, parseInput } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";
import { enqueueMail } from "@/lib/mail/enqueue-mail.ts";
import { requireOpenPlatform } from "./open-platform.ts";
import { signUpInput } from "./sign-up-input.ts";
import { knownAddressLetter, signUpLetter } from "./sign-up-letters.ts";

/** Asks to sign up a business. The returned work mails the owner a link, or says to whoever has the
 *  address that it signs in already. It is done after the answer, so that neither the answer nor
 *  its time tells who has an account here. Throws NOT_FOUND while sign-up is closed, INVALID_INPUT,
 *  TOO_MANY. */
export async function requestSignUp(input: unknown, origin: Origin): Promise<() => Promise<void>> {
  const platform = await requireOpenPlatform();
  const typed = parseInput(signUpInput, input);
  await countSignUpRequest(origin.ip, typed.email);
  return async () => {
    const known = await findUserByEmail(typed.email);
    if (known) await tellKnownAddress(systemActor("sign-up", known.accountId, origin), { userId: known.id });
    else await saveSignUp(systemActor("sign-up", platform.id, origin), typed);
  };
}

/** Keeps a sign-up until its owner proves the address, and mails them the link. */
export const saveSignUp = command({
  name: "sign-up.request",
  input: signUpInput,
  async run({ db, now, input }) {
    const { href, ...link } = newLink("sign_up", now);
    await db.insert("SignUp", { ...link, content: JSON.stringify(input) });
    await enqueueMail(db, { id: null, email: input.email }, "sign_up", signUpLetter(input, href));
    return {};
  },
});

/** Tells a person by mail that somebody signed up with their address. */
export const tellKnownAddress = command({
  name: "sign-up.tell-known",
  input: z.strictObject({ userId: rowId }),
  async run({ db, input: { userId } }) {
    const user = await db.findForUpdate("User", userId);
    await enqueueMail(db, user, "sign_up_known", knownAddressLetter(user));
    db.note("User", user.id, { mails: 1 });
    return {};
  },
});
