/** An address as the issuer accepts it. The country is ISO 3166-1 alpha-3. */
export interface IssuerAddress {
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** An address as a request body. */
export function addressBody({ line1, line2, city, region, postalCode, country }: IssuerAddress) {
  return {
    address1: line1,
    ...(line2 && { address2: line2 }),
    city,
    state: region,
    postal_code: postalCode,
    country,
  };
}
