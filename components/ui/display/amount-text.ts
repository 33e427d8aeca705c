/** Formats an amount with group separators and all `digits` of the currency ("1250.5" becomes
 *  "1,250.50"). Other text stays as it is. */
export function groupAmount(text: string, digits: number): string {
  const plain = text
    .trim()
    .replace(/^(?:\p{Sc}|[A-Z]{3})\s*/u, "")
    .replaceAll(/\s/g, "");
  const [, whole, fraction = ""] = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || fraction.length > digits) return text;
  const grouped = whole
    .replaceAll(",", "")
    .replace(/^0+(?=\d)/, "")
    .replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return digits === 0 ? grouped : `${grouped}.${fraction.padEnd(digits, "0")}`;
}

/** The minor units of a text that `groupAmount` understands, as text ("1,250.5" becomes
 *  "125050"). Undefined for other text. */
export function minorUnits(text: string, digits: number): string | undefined {
  const grouped = groupAmount(text, digits);
  const [, whole, fraction = ""] = /^(\d{1,3}(?:,\d{3})*)(?:\.(\d+))?$/.exec(grouped) ?? [];
  if (whole === undefined || fraction.length !== digits) return undefined;
  return `${whole.replaceAll(",", "")}${fraction}`.replace(/^0+(?=\d)/, "");
}

/** The sign in front of an amount, such as "$". */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}
