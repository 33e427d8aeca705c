import { z } from "zod";

/** Parses a time of the issuer (RFC 3339) into a Date. */
export const timestamp = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
