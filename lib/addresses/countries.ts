import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };

// Registering English alone keeps the names of all other languages from loading.
countries.registerLocale(english);

/** A country to choose: its ISO 3166-1 alpha-3 code and its English name. */
export interface Country {
  readonly code: string;
  readonly name: string;
}

/** All countries, sorted by name. */
export const allCountries: readonly Country[] = Object.entries(countries.getNames("en"))
  .flatMap(([alpha2, name]) => {
    const code = countries.alpha2ToAlpha3(alpha2);
    return code === undefined ? [] : [{ code, name }];
  })
  .sort((a, b) => a.name.localeCompare(b.name, "en"));

/** All countries as the options of a field. */
export const countryOptions: readonly { readonly value: string; readonly label: string }[] = allCountries.map(
  ({ code, name }) => ({ value: code, label: name }),
);

/** The name of a country, or the code itself when it has no name. */
export const countryName = (code: string): string => countries.getName(code, "en") ?? code;
