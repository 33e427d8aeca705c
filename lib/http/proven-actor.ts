import type { Actor } from "@/lib/auth/actor.ts";
import { portalOrigin } from "@/lib/auth/portal-origin.ts";
import type { SignedIn } from "@/lib/auth/require-actor.ts";
import { setSessionCookie } from "@/lib/auth/sign-in/set-session-cookie.ts";
import { AppError } from "@/lib/errors.ts";
import { confirmIdentity } from "@/lib/second-factors/confirm-identity.ts";

/** The fields by which a form confirms who somebody is, and what they are called where it is
 *  checked. */
const proofs = { "identity.password": "password", "identity.code": "code", "identity.passkey": "passkey" };

/** The actor of a form. When the form also confirms who they are, this is checked first, and their
 *  session gets a new token. Throws what `confirmIdentity` throws, with the names of the form's
 *  fields. */
export async function provenActor({ actor }: SignedIn, form: FormData): Promise<Actor> {
  const given = Object.entries(proofs).flatMap(([field, name]) => {
    const value = form.get(field);
    return typeof value === "string" && value !== "" ? [[name, value]] : [];
  });
  if (given.length === 0 || actor.session === null || actor.userId === null) return actor;
  const { token } = await confirmIdentity(actor, Object.fromEntries(given), portalOrigin).catch(
    withFormFields,
  );
  await setSessionCookie(actor.userId, token);
  return { ...actor, session: { ...actor.session, authenticatedAt: new Date() } };
}

function withFormFields(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== "INVALID_INPUT") throw error;
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([name, message]) => [`identity.${name}`, message]),
  );
  throw new AppError("INVALID_INPUT", error.reason, { fields });
}
