import { z } from "zod";
import { command } from "@/lib/command.ts";
import { addressFields, byCountry, newPlace } from "./address.ts";

/** Adds an address of the business, or of one of its people. Throws INVALID_INPUT for what is no
 *  address in its country, and NOT_FOUND for a person who is not in the business. */
export const addAddress = command({
  name: "address.add",
  input: z
    .strictObject({
      userId: addressFields.userId.default(null),
      label: addressFields.label,
      ...newPlace,
    })
    .transform(byCountry),
  async run({ db, input }) {
    if (input.userId !== null) await db.findForUpdate("User", input.userId);
    const address = await db.insert("Address", input);
    return { addressId: address.id };
  },
});
