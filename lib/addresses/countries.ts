import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };

// The package itself would load the names in every language there is.
countries.registerLocale(english);

/** A country to choose: its ISO 3166-1 alpha-3 code, and its name in English. */
export interface Country {
  readonly code: string;
  readonly name: string;
}

/** Every country by name. */
export const allCountries: readonly Country[] = Object.entries(countries.getNames("en"))
  .flatMap(([alpha2, name]) => {
    const code = countries.alpha2ToAlpha3(alpha2);
    return code === undefined ? [] : [{ code, name }];
  })
  .sort((a, b) => a.name.localeCompare(b.name, "en"));

/** The name of a country; the code itself where it has none. */
export const countryName = (code: string): string => countries.getName(code, "en") ?? code;
