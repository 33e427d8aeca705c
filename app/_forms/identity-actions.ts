"use server";

import { passkeyUse } from "@/lib/auth/factors/passkey";
import { portalOrigin } from "@/lib/auth/portal-origin";
import { showAction } from "@/lib/http/server-action";
import { sessionSubject } from "@/lib/second-factors/confirm-identity";
import { readOwnPasskeys } from "@/lib/second-factors/queries";

/** What the browser needs to confirm with a passkey who somebody is. */
export const askIdentityPasskeyAction = showAction(
  async (actor) => {
    const { passkeys } = await readOwnPasskeys(actor);
    const allowed = passkeys.map(({ id }) => id);
    const use = await passkeyUse(sessionSubject(actor), allowed, await portalOrigin(), new Date());
    return { message: "", shown: { use } };
  },
  { withoutFactor: true },
);
