import { countryName } from "@/lib/addresses/countries.ts";

/** Where a merchant is, such as "Portland, ME, United States". Null where nothing is known. */
export function placeText({
  city,
  region,
  country,
}: {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
}): string | null {
  const parts = [city, region, country === null ? null : countryName(country)];
  return parts.filter((part) => part !== null && part !== "").join(", ") || null;
}
