import { z } from "zod";

/** A phone number in E.164, as the issuer requires: a plus sign and up to 15 digits. Removes
 *  spaces, dots, dashes and parentheses. */
export const phoneNumber = z
  .string({ error: "Enter a phone number." })
  .max(40, "Enter a phone number such as +1 212 555 0100.")
  .transform((value) => value.replace(/[\s().-]/g, ""))
  .refine((value) => /^\+[1-9]\d{6,14}$/.test(value), "Enter a phone number such as +1 212 555 0100.");
