import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { addressFields } from "./address.ts";

const { userId: _, ...changeable } = addressFields;

/** Changes what is given of an address. Whose it is stays. */
export const changeAddress = command({
  name: "address.change",
  input: z.strictObject({
    addressId: rowId,
    version: seenVersion,
    ...z.strictObject(changeable).partial().shape,
  }),
  async run({ db, input: { addressId, version, ...given } }) {
    const address = await db.findForUpdate("Address", addressId, version);
    const changed = await db.update("Address", address, given);
    return { addressId: changed.id, version: changed.version };
  },
});
