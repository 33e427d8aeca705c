import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { addressFields } from "./address.ts";

const { userId: _, ...changeable } = addressFields;

/** Changes the given fields of an address. Its owner cannot change. */
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
