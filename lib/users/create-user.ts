import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { choice, emailAddress } from "@/lib/fields/column.ts";
import { sendInvitation } from "@/lib/invitations/send-invitation.ts";
import { checkMayInvite } from "./check-may-invite.ts";
import { nameColumns, nameFields } from "./name/person-name.ts";
import { phoneNumber } from "./phone-number.ts";
import { checkGrant, managesOthers } from "./user.ts";

/** Adds a person to the business and mails them an invitation. Without a family name, they have one
 *  name only. They stay invited until they choose a password. To add an owner or admin, the
 *  actor needs a recent proof of who they are. Throws DUPLICATE for an email that somebody of the
 *  business has, FORBIDDEN for a role that the actor may not grant. */
export const createUser = command({
  name: "user.create",
  input: z.strictObject({
    givenName: nameFields.givenName,
    familyName: nameFields.familyName.default(""),
    email: emailAddress,
    role: choice("User", "role"),
    phone: phoneNumber.nullable().default(null),
  }),
  limit: "invite",
  async run({ db, actor, now, input }) {
    checkGrant(actor, input.role);
    if (managesOthers(input.role)) requireRecentProof(actor, now);
    await checkMayInvite(db, actor);
    const user = await db.insert("User", { ...input, ...nameColumns(input), status: "invited" });
    await sendInvitation(db, user, now);
    return { userId: user.id };
  },
});
