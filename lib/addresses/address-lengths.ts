import { maxLength } from "@/lib/fields/max-length.ts";

/** How many characters each part of an address may have. */
export const addressLengths = {
  line1: 64,
  line2: 64,
  city: maxLength("Address", "city"),
  region: maxLength("Address", "region"),
  postalCode: maxLength("Address", "postalCode"),
} as const;

/** How many characters of each part the issuer prints (POST /v1/cards, shipping_address). */
export const printedLengths = { line1: 40, line2: 40, city: 30, region: 24, postalCode: 12 } as const;
