import { z } from "zod";
import {
  allowedNetwork,
  includesAddress,
  maxAllowedNetworks,
  storeNetworks,
} from "@/lib/auth/allowed-networks.ts";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { invalidField } from "@/lib/errors.ts";
import { seenVersion } from "@/lib/fields/column.ts";

/** Sets from which networks the actor's business lets its people and API keys in; an empty list,
 *  from everywhere. It counts from the next request on. Needs a recent proof of who the actor is.
 *  Throws INVALID_INPUT at `networks` for a list that would lock out who sets it. */
export const setAllowedNetworks = command({
  name: "account.set-allowed-networks",
  input: z.strictObject({
    networks: z
      .array(allowedNetwork)
      .max(maxAllowedNetworks, `List up to ${maxAllowedNetworks} addresses and networks.`),
    version: seenVersion,
  }),
  async run({ db, actor, now, input: { networks, version } }) {
    const account = await db.findForUpdate("Account", actor.accountId, version);
    requireRecentProof(actor, now);
    if (networks.length > 0 && actor.kind === "user" && !includesAddress(networks, actor.ip))
      throw invalidField("networks", lockedOut(actor.ip));
    const changed = await db.update("Account", account, { allowedNetworks: storeNetworks(networks) });
    return { accountId: changed.id, version: changed.version };
  },
});

const lockedOut = (ip: string | null) =>
  ip === null
    ? "We can't see your IP address, so this list would lock you out."
    : `Your address ${ip} isn't in this list. Add it, or you would be locked out.`;
