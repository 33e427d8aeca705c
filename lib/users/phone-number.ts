import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { maxPhoneLength } from "@/lib/fields/max-length.ts";
import { visibleOf } from "@/lib/fields/pasted.ts";

const example = "such as +1 212 555 0100";

/** A phone number, stored in E.164 as the issuer requires. It begins with its country and may be
 *  written as people write it there, such as +44 (0)20 7946 0958. */
export const phoneNumber = z
  .string({ error: `Enter a phone number ${example}.` })
  .max(maxPhoneLength, `Enter a phone number ${example}.`)
  .transform((value, context) => {
    const read = readPhone(visibleOf(value).trim());
    if ("number" in read) return read.number;
    context.addIssue({ code: "custom", message: read.fault });
    return z.NEVER;
  });

/** A stored phone number as people write it: +442079460958 is "+44 20 7946 0958". */
export const phoneText = (stored: string): string =>
  parsePhoneNumberFromString(stored)?.formatInternational() ?? stored;

function readPhone(typed: string): { number: string } | { fault: string } {
  const written = typed.replace(/^00(?=[1-9])/, "+").replaceAll(/\p{Pd}/gu, "-");
  if (/\d\W*(?:x|ext|extension|#)\W*\d+$/i.test(written))
    return { fault: "Leave out the extension. The issuer takes only the number." };
  if (/^\(?\d/.test(written)) return { fault: `Begin with a plus sign and the country, ${example}.` };
  const phone = /^\+[\d\s()./-]+$/.test(written)
    ? parsePhoneNumberFromString(written, { extract: false })
    : undefined;
  if (!phone) return { fault: `Enter a phone number ${example}.` };
  return phone.isValid()
    ? { number: phone.number }
    : { fault: "There is no such number in that country. Check its digits." };
}
