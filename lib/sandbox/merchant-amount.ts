// US cents for each minor unit of the merchant's currency. They never change, so that a purchase
// can be repeated with the same figures.
const rates = { USD: 1, EUR: 1.08, GBP: 1.27 } as const;

export type MerchantCurrency = keyof typeof rates;

/** What the merchant charges for an amount in US cents, in minor units of its own currency, at the
 *  fixed rate of the sandbox. */
export const merchantAmount = (cents: number, currency: MerchantCurrency): number =>
  Math.max(1, Math.round(cents / rates[currency]));
