import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice, emailAddress, text } from "@/lib/fields/column.ts";
import { phoneNumber } from "./phone-number.ts";
import { checkGrant } from "./user.ts";

/** Adds a person to the business. They stay invited until they set a password. Throws DUPLICATE for
 *  an email in use, FORBIDDEN for a role that the actor may not grant. */
export const createUser = command({
  name: "user.create",
  input: z.strictObject({
    name: text("User", "name"),
    email: emailAddress,
    role: choice("User", "role"),
    phone: phoneNumber.nullable().default(null),
  }),
  async run({ db, actor, input }) {
    checkGrant(actor, input.role);
    const user = await db.insert("User", { ...input, status: "invited" });
    return { userId: user.id };
  },
});
