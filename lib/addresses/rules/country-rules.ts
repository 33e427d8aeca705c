import { hasNoPostalCode, parsePostalCode, postalCodeExample } from "./postal-codes.ts";
import { regionCodes, regionName } from "./regions.ts";

/** The parts of an address that the rules of its country are about. */
export interface PlaceInCountry {
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** Checks the region and the postal code by the rules of the country. Returns both as the country
 *  writes them, and what is wrong with each. */
export function readPlace({ region, postalCode, country }: PlaceInCountry) {
  const regionFault = faultOfRegion(region, country);
  const code = postalCode === "" ? undefined : parsePostalCode(postalCode, country);
  const codeFault = faultOfPostalCode(postalCode, code, country);
  return {
    place: {
      region: regionCodes(country) ? region.toUpperCase() : region,
      postalCode: code ?? postalCode,
    },
    faults: {
      ...(regionFault && { region: regionFault }),
      ...(codeFault && { postalCode: codeFault }),
    },
  };
}

/** What a form says below the region and the postal code of a country. Null for the postal code
 *  where a country has none. */
export function placeHints(country: string): { region: string | undefined; postalCode: string | null } {
  const example = postalCodeExample(country);
  const [code] = regionCodes(country) ?? [];
  return {
    region: code ? `Its letters, such as ${code}.` : "If the address has one.",
    postalCode: hasNoPostalCode(country) ? null : example ? `Such as ${example}.` : "If the address has one.",
  };
}

function faultOfRegion(region: string, country: string): string | undefined {
  const codes = regionCodes(country);
  if (!codes || codes.includes(region.toUpperCase())) return undefined;
  const meant = codes.find((code) => regionName(country, code).toLowerCase() === region.toLowerCase());
  if (meant) return `Enter ${regionName(country, meant)} as ${meant}.`;
  return `Enter the state or region by its letters, such as ${codes[0]}.`;
}

function faultOfPostalCode(typed: string, code: string | undefined, country: string): string | undefined {
  if (hasNoPostalCode(country))
    return typed === "" ? undefined : "This country has no postal codes. Leave this empty.";
  const example = postalCodeExample(country);
  return code !== undefined || example === undefined ? undefined : `Enter a postal code such as ${example}.`;
}
