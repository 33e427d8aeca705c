/** Maximum value of an amount or a limit, in minor units. */
export const maxAmount = 2_147_483_647n;

// From ISO 4217, list one. Intl differs: it follows how prices are written, so PKR, COP and IQD
// have no decimals there, but the issuer counts in them.
const unusualDigits: Readonly<Record<string, number>> = Object.fromEntries([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "UYI",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
  ].map((code) => [code, 0]),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3]),
  ...["CLF", "UYW"].map((code) => [code, 4]),
]);

/** Decimal places of a currency's minor unit, from ISO 4217: 2 for USD, 0 for JPY, 3 for KWD.
 *  Throws RangeError when the code is not a currency code. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`${currency} is no code of a currency`);
  return unusualDigits[currency] ?? 2;
}

/** An amount in minor units as an exact decimal string: 123456n in USD is "1234.56". */
export function toDecimal(amount: bigint, currency: string): string {
  const digits = minorDigits(currency);
  const sign = amount < 0n ? "-" : "";
  const text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount in minor units formatted for people: 123456n in USD is "$1,234.56". */
export function formatMoney(amount: bigint, currency: string, locale = "en-US"): string {
  return formatOf(currency, locale).format(toDecimal(amount, currency) as Intl.StringNumericLiteral);
}

// Creating a format costs far more than using it, and lists contain many amounts.
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const known = formats.get(`${currency} ${locale}`);
  if (known) return known;
  const digits = minorDigits(currency);
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(`${currency} ${locale}`, made);
  return made;
}

/** An amount in minor units as an amount field shows it: 123456n in USD is "1,234.56". */
export function groupedDecimal(amount: bigint, currency: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toDecimal(amount, currency) as Intl.StringNumericLiteral);
}

/** The sign that people know a currency by: "$" for USD, or its code, such as "CHF". */
export const currencySign = (currency: string): string => signOf(currency, "en-US", "narrowSymbol");

function signOf(currency: string, locale: string, currencyDisplay: "narrowSymbol" | "symbol"): string {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay }).formatToParts(
    0,
  );
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}
