import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";

/** Records in the audit log that the actor exports a list of people, as a query string, before its
 *  first line is read. Needs a recent proof of who they are. */
export const exportUsers = command({
  name: "user.export",
  limit: "export",
  input: z.strictObject({ list: z.string().max(2_000) }),
  async run({ db, actor, now, input: { list } }) {
    requireRecentProof(actor, now);
    db.note("Account", actor.accountId, { list });
    return {};
  },
});
