import { currencySign, formatMoney, maxAmount, minorDigits } from "@/lib/money.ts";
import { visibleOf } from "./pasted.ts";

/** Parses a typed amount ("$1,250.5" or ".50") into minor units (125050n or 50n). It may carry the
 *  currency's own sign or code, and commas or spaces between thousands. Undefined for all else,
 *  also for another currency and for an amount with two readings. */
export function parseMoney(text: string, currency: string): bigint | undefined {
  const { isNegative, signs, number } = split(text);
  const digits = minorDigits(currency);
  const [, whole, fraction = ""] = amountPattern.exec(number) ?? [];
  if (!areOwn(signs, currency) || whole === undefined || whole + fraction === "") return undefined;
  if (fraction.length > digits || hasTwoReadings(number, digits)) return undefined;
  const amount = BigInt(whole.replaceAll(/[, ]/g, "") + fraction.padEnd(digits, "0"));
  return isNegative ? -amount : amount;
}

/** Parses a typed amount as `parseMoney` does. Returns what is wrong with it, in words, when it is
 *  no amount in that currency or more than the issuer's maximum. */
export function readAmount(text: string, currency: string): bigint | { readonly fault: string } {
  const amount = parseMoney(text, currency);
  if (amount === undefined) return { fault: faultOf(text, currency) };
  return amount > maxAmount
    ? { fault: `Enter an amount up to ${formatMoney(maxAmount, currency)}.` }
    : amount;
}

function faultOf(text: string, currency: string): string {
  const { signs, number } = split(text);
  const example = formatMoney(125_050n, currency);
  if (!/\d/.test(number)) return `Enter an amount such as ${example}.`;
  if (!areOwn(signs, currency)) return `Enter the amount in ${currencyName(currency)}, such as ${example}.`;
  return /^[\d., ]+$/.test(number)
    ? `This can be read in more than one way. Write the amount like ${example}.`
    : `Enter an amount such as ${example}.`;
}

const amountPattern = /^(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d*)(?:\.(\d*))?$/;

// With three decimals, "1,250" may be a thousand or a little more than one.
const hasTwoReadings = (number: string, digits: number) => digits === 3 && /^\d{1,3},\d{3}$/.test(number);

const maxLength = 60;

function split(text: string) {
  const plain = visibleOf(text.slice(0, 4 * maxLength)).trim();
  const parts = plain.length > maxLength ? null : /^([^\d.,]*)(.*?)([^\d.,]*)$/su.exec(plain);
  const [, before = "", number = "", after = ""] = parts ?? [];
  return {
    isNegative: before.includes("-"),
    signs: [before.replace("-", "").trim(), after.trim()],
    number,
  };
}

function areOwn(signs: readonly string[], currency: string): boolean {
  const given = signs.filter((sign) => sign !== "").map((sign) => sign.toUpperCase());
  return given.length === 0 || given.every((sign) => ownSigns(currency).includes(sign));
}

// People elsewhere tell one dollar from another by longer signs, such as US$.
const ownSigns = (currency: string) =>
  [
    currency,
    currencySign(currency),
    ...["en-US", "en-CA"].map((locale) => currencyPart(currency, locale, "symbol")),
  ].map((sign) => sign.toUpperCase());

const currencyName = (currency: string) => currencyPart(currency, "en-US", "name");

function currencyPart(currency: string, locale: string, currencyDisplay: "symbol" | "name"): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay });
  return format.formatToParts(2).find(({ type }) => type === "currency")?.value ?? currency;
}
