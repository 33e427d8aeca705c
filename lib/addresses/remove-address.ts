import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";

/** Removes an address. Cards already sent there still show it. */
export const removeAddress = command({
  name: "address.remove",
  input: z.strictObject({ addressId: rowId, version: seenVersion }),
  async run({ db, input: { addressId, version } }) {
    const address = await db.softDelete("Address", await db.findForUpdate("Address", addressId, version));
    return { addressId: address.id };
  },
});
