import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { IssuerAddress } from "@/lib/lithic/address.ts";

/** An address in the issuer's format. */
export function toIssuerAddress(address: Row<"Address">): IssuerAddress {
  const { city, region, postalCode, country } = address;
  return {
    line1: openField("Address", address, "line1") ?? "",
    line2: openField("Address", address, "line2"),
    city,
    region,
    postalCode,
    country,
  };
}
