"use server";

import { passkeyRequestOptions } from "@/lib/auth/factors/passkey";
import { portalOrigin } from "@/lib/auth/portal-origin";
import { requireRecentProof } from "@/lib/auth/recent-proof";
import { formAction, showAction } from "@/lib/http/server-action";
import { sessionSubject } from "@/lib/second-factors/confirm-identity";
import { readOwnPasskeys } from "@/lib/second-factors/queries";

/** Confirms who somebody is, for what is sent without a form. The proof in the form was checked
 *  before; this only refuses a form without one. */
export const confirmIdentityAction = formAction(async (actor) => {
  requireRecentProof(actor, new Date());
  return { message: "Confirmed" };
});

/** What the browser needs to confirm with a passkey who somebody is. */
export const identityPasskeyOptionsAction = showAction(
  async (actor) => {
    const { passkeys } = await readOwnPasskeys(actor);
    const allowed = passkeys.map(({ id }) => id);
    const use = await passkeyRequestOptions(sessionSubject(actor), allowed, await portalOrigin(), new Date());
    return { message: "", shown: { use } };
  },
  { allowsMissingFactor: true },
);
