import { z } from "zod";
import { command } from "@/lib/command.ts";
import { addressFields } from "./address.ts";

/** Adds an address of the business, or of one of its people. Throws NOT_FOUND for a person who is
 *  not in the business. */
export const addAddress = command({
  name: "address.add",
  input: z.strictObject({
    ...addressFields,
    userId: addressFields.userId.default(null),
    line2: addressFields.line2.default(null),
  }),
  async run({ db, input }) {
    if (input.userId !== null) await db.findForUpdate("User", input.userId);
    const address = await db.insert("Address", input);
    return { addressId: address.id };
  },
});
