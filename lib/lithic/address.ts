/** An address as the issuer accepts it. The country is ISO 3166-1 alpha-3. */
export interface IssuerAddress {
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

// The issuer requires a postal code, also for a country that has none (POST /v1/cards,
// shipping_address). There, zeros are what mail services take for none.
const noPostalCode = "00000";

/** An address as a request body. */
export function addressBody({ line1, line2, city, region, postalCode, country }: IssuerAddress) {
  return {
    address1: line1,
    ...(line2 && { address2: line2 }),
    city,
    state: region,
    postal_code: postalCode || noPostalCode,
    country,
  };
}
