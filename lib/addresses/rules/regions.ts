// The regions of the countries where a region is part of every address, from ISO 3166-2. The issuer
// takes only the codes for the United States and Canada (POST /v1/cards, shipping_address). The
// codes AA, AE and AP are the military's.
const states =
  "Alabama AL, Alaska AK, Arizona AZ, Arkansas AR, California CA, Colorado CO, Connecticut CT, Delaware DE, " +
  "District of Columbia DC, Florida FL, Georgia GA, Hawaii HI, Idaho ID, Illinois IL, Indiana IN, Iowa IA, " +
  "Kansas KS, Kentucky KY, Louisiana LA, Maine ME, Maryland MD, Massachusetts MA, Michigan MI, Minnesota MN, " +
  "Mississippi MS, Missouri MO, Montana MT, Nebraska NE, Nevada NV, New Hampshire NH, New Jersey NJ, " +
  "New Mexico NM, New York NY, North Carolina NC, North Dakota ND, Ohio OH, Oklahoma OK, Oregon OR, " +
  "Pennsylvania PA, Rhode Island RI, South Carolina SC, South Dakota SD, Tennessee TN, Texas TX, Utah UT, " +
  "Vermont VT, Virginia VA, Washington WA, West Virginia WV, Wisconsin WI, Wyoming WY, American Samoa AS, " +
  "Guam GU, Northern Mariana Islands MP, Puerto Rico PR, Virgin Islands VI, Armed Forces Americas AA, " +
  "Armed Forces Europe AE, Armed Forces Pacific AP";
const provinces =
  "Alberta AB, British Columbia BC, Manitoba MB, New Brunswick NB, Newfoundland and Labrador NL, " +
  "Northwest Territories NT, Nova Scotia NS, Nunavut NU, Ontario ON, Prince Edward Island PE, Quebec QC, " +
  "Saskatchewan SK, Yukon YT";
const australian =
  "Australian Capital Territory ACT, New South Wales NSW, Northern Territory NT, Queensland QLD, " +
  "South Australia SA, Tasmania TAS, Victoria VIC, Western Australia WA";

const regions: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  USA: named(states),
  CAN: named(provinces),
  AUS: named(australian),
};

function named(list: string): ReadonlyMap<string, string> {
  return new Map(
    list.split(", ").map((entry) => {
      const space = entry.lastIndexOf(" ");
      return [entry.slice(space + 1), entry.slice(0, space)];
    }),
  );
}

/** The codes of a country's regions, such as MA. Undefined where addresses need no region or where
 *  it is not known. */
export const regionCodes = (country: string): readonly string[] | undefined =>
  regions[country] && [...regions[country].keys()];

/** The name of a region: MA in USA is "Massachusetts". */
export const regionName = (country: string, code: string): string => regions[country]?.get(code) ?? code;
