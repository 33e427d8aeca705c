// The shapes of postal codes, from the address data of Google's libaddressinput and the Universal
// Postal Union's addressing pages. 9 stands for a digit, A for a letter, X for either. Only
// countries whose rule is certain are here; codes of the others are taken as they are.
const shapes: Readonly<Record<string, string>> = {
  USA: "99999|99999-9999",
  CAN: "A9A 9A9",
  GBR: "A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA",
  IRL: "A99 XXXX|D6W XXXX",
  NLD: "9999 AA",
  JPN: "999-9999",
  BRA: "99999-999",
  PRT: "9999-999",
  POL: "99-999",
  SAU: "99999|99999-9999",
  ARG: "9999|A9999AAA",
  MLT: "AAA 9999",
  LTU: "LT-99999|99999",
  LVA: "LV-9999|9999",
  ...sameFor("999 99", "SWE CZE SVK GRC"),
  ...sameFor("999", "ISL"),
  ...sameFor("9999", "AUS AUT BEL BGR CHE CYP DNK HUN LIE LUX NOR NZL PHL SVN TUN ZAF"),
  ...sameFor("99999", "DEU ESP EST FIN FRA HRV IDN ITA KOR MAR MCO MEX MYS SMR THA TUR UKR URY"),
  ...sameFor("999999", "CHN IND KAZ ROU RUS SGP"),
  ...sameFor("99999|99999-9999", "PRI GUM VIR ASM MNP"),
};

function sameFor(shape: string, codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, shape]));
}

const countriesWithout: ReadonlySet<string> = new Set(
  (
    "AGO ARE ATG BDI BEN BFA BHS BLZ BWA CAF CIV CMR COD COG COK COM DJI DMA ERI FJI GAB GMB GNQ GRD GUY HKG " +
    "KIR KNA MAC MLI MRT NRU QAT RWA SLB SLE SUR SYC TCD TGO TON TUV UGA VUT YEM ZWE"
  ).split(" "),
);

/** Whether a country has no postal codes. */
export const hasNoPostalCode = (country: string): boolean => countriesWithout.has(country);

const examples: Readonly<Record<string, string>> = {
  USA: "62701 or 62701-1234",
  CAN: "K1A 0B1",
  GBR: "SW1A 2AA",
  IRL: "D02 AF30",
  MLT: "VLT 1117",
};

/** A postal code of a country, for a hint. Undefined where its shape is not known. */
export const postalCodeExample = (country: string): string | undefined =>
  examples[country] ?? shapes[country]?.split("|")[0]?.replaceAll("A", "B").replaceAll(/9/g, digitAt);

const digitAt = (_: string, place: number) => String((place % 9) + 1);

/** A postal code as its country writes it: "k1a0b1" in Canada is "K1A 0B1". Undefined when it is
 *  none of that country. */
export function parsePostalCode(typed: string, country: string): string | undefined {
  const shape = shapes[country];
  if (shape === undefined) return typed;
  const bare = bareOf(typed.toUpperCase());
  for (const one of shape.split("|")) if (patternOf(one).test(bare)) return spread(bare, one);
  return undefined;
}

const bareOf = (text: string) => text.replaceAll(/[ -]/g, "");
const classes: Readonly<Record<string, string>> = { "9": "[0-9]", A: "[A-Z]", X: "[0-9A-Z]" };
const patternOf = (shape: string) =>
  new RegExp(`^${[...bareOf(shape)].map((one) => classes[one] ?? one).join("")}$`);

// Puts the spaces and hyphens of the shape back.
function spread(bare: string, shape: string): string {
  let place = 0;
  return [...shape].map((one) => (/[ -]/.test(one) ? one : bare[place++])).join("");
}
