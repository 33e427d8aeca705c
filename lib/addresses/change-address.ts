import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { rowId, seenVersion } from "@/lib/fields/column.ts";
import { addressFields } from "./address.ts";
import { type PlaceInCountry, readPlace } from "./rules/country-rules.ts";

const { userId: _, ...changeable } = addressFields;

/** Changes the given fields of an address. Its owner cannot change. Throws INVALID_INPUT when it
 *  would be no address in its country. */
export const changeAddress = command({
  name: "address.change",
  input: z.strictObject({
    addressId: rowId,
    version: seenVersion,
    ...z.strictObject(changeable).partial().shape,
  }),
  async run({ db, input: { addressId, version, ...given } }) {
    const address = await db.findForUpdate("Address", addressId, version);
    const changed = await db.update("Address", address, { ...given, ...placeAfter(address, given) });
    return { addressId: changed.id, version: changed.version };
  },
});

// An older address that breaks a rule can still get another label.
function placeAfter(before: PlaceInCountry, given: { [Part in keyof PlaceInCountry]?: string | undefined }) {
  const { region = before.region, postalCode = before.postalCode, country = before.country } = given;
  if (region === before.region && postalCode === before.postalCode && country === before.country) return {};
  const { place, faults } = readPlace({ region, postalCode, country });
  if (Object.keys(faults).length > 0) throw new AppError("INVALID_INPUT", undefined, { fields: faults });
  return place;
}
