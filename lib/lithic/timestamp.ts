import { z } from "zod";

/** A time as the issuer writes it (RFC 3339), as a Date. */
export const timestamp = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
