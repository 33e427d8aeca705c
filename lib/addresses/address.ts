import { z } from "zod";
import { pastedText, rowId } from "@/lib/fields/column.ts";
import { addressLengths } from "./address-lengths.ts";
import { allCountries } from "./countries.ts";
import { type PlaceInCountry, readPlace } from "./rules/country-rules.ts";

const known: ReadonlySet<string> = new Set(allCountries.map(({ code }) => code));

/** The fields of an address, as a form or the API sends them. The country is an ISO 3166-1 alpha-3
 *  code, as the issuer requires. `byCountry` checks what depends on it. */
export const addressFields = {
  userId: rowId.nullable(),
  label: pastedText("Address", "label"),
  line1: pastedText("Address", "line1", addressLengths.line1),
  line2: pastedText("Address", "line2", addressLengths.line2).nullable(),
  city: pastedText("Address", "city"),
  region: pastedText("Address", "region"),
  postalCode: pastedText("Address", "postalCode"),
  country: z
    .string({ error: "Choose a country." })
    .regex(/^[A-Z]{3}$/, "Enter a country as three capital letters, such as USA.")
    .refine((code) => known.has(code), "There is no such country. Choose one, such as USA."),
};

/** The fields of a new address of a place. Some countries have no regions or no postal codes. */
export const newPlace = {
  line1: addressFields.line1,
  line2: addressFields.line2.default(null),
  city: addressFields.city,
  region: addressFields.region.default(""),
  postalCode: addressFields.postalCode.default(""),
  country: addressFields.country,
};

/** Checks a parsed address by the rules of its country, and writes its region and postal code as
 *  that country does. For `transform`. */
export function byCountry<Place extends PlaceInCountry>(given: Place, context: z.RefinementCtx): Place {
  const { place, faults } = readPlace(given);
  for (const [field, message] of Object.entries(faults))
    context.addIssue({ code: "custom", path: [field], message });
  return { ...given, ...place };
}
