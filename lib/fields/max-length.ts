import { maxLengths } from "@/prisma/generated/max-lengths.ts";

type Lengths = typeof maxLengths;

/** How many characters a column takes, for the `maxLength` of its field in a form. */
export const maxLength = <M extends keyof Lengths>(model: M, field: keyof Lengths[M]): number =>
  Number(maxLengths[model][field]);

/** How many characters an email address may have (RFC 5321, 4.5.3.1.3). */
export const maxEmailLength = 254;

/** How many characters a typed phone number may have. */
export const maxPhoneLength = 60;

/** How many characters the reason for an action may have. */
export const maxReasonLength = 200;

/** How many characters a new password must have, and how many beside a second factor. NIST SP
 *  800-63B-4 3.1.1.2 */
export const minPasswordLength = { alone: 15, withSecondFactor: 12 } as const;

/** How many characters a password may have. */
export const maxPasswordLength = 256;
