import { z } from "zod";
import { rowId, text } from "@/lib/fields/column.ts";

/** The fields of an address, as a form or the API sends them. The country is an ISO 3166-1 alpha-3
 *  code, as the issuer requires. */
export const addressFields = {
  userId: rowId.nullable(),
  label: text("Address", "label"),
  line1: text("Address", "line1", 64),
  line2: text("Address", "line2", 64).nullable(),
  city: text("Address", "city"),
  region: text("Address", "region"),
  postalCode: text("Address", "postalCode"),
  country: z
    .string({ error: "Choose a country." })
    .regex(/^[A-Z]{3}$/, "Enter a country as three capital letters, such as USA."),
};
