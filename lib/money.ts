import { z } from "zod";

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

/** Parses a typed amount ("1,250.5") into minor units (125050n). Undefined when it is not an amount
 *  in that currency. */
export function parseMoney(text: string, currency: string): bigint | undefined {
  const digits = minorDigits(currency);
  const match = /^(-?)(\d{1,3}(?:,\d{3})*|\d+)(?:\.(\d*))?$/.exec(text.trim().replace(/^(-?)\$\s*/, "$1"));
  const [, sign, whole, fraction = ""] = match ?? [];
  if (whole === undefined || fraction.length > digits || whole.length > 30) return undefined;
  const amount = BigInt(whole.replaceAll(",", "") + fraction.padEnd(digits, "0"));
  return sign ? -amount : amount;
}

/** A limit or an amount as the API accepts it: a whole number of minor units above zero. The issuer
 *  treats 0 as no limit at all. */
export const amountInput = z
  .union([z.bigint(), z.int({ error: "Enter a whole number of minor units." })], {
    error: "Enter a whole number of minor units.",
  })
  .transform(BigInt)
  .refine((amount) => amount > 0n, "Enter an amount above zero.")
  .refine((amount) => amount <= maxAmount, "Enter an amount up to 2,147,483,647 minor units.")
  .meta({ minimum: 1, maximum: Number(maxAmount) });
