/** A merchant to choose in the sandbox. Its name is as the networks write it. */
export interface Merchant {
  readonly name: string;
  readonly mcc: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  readonly currency: "USD" | "EUR" | "GBP";
}

/** Merchants of many kinds, among them some that profiles often block. */
export const merchants: readonly Merchant[] = [
  { name: "COPPER KETTLE COFFEE", mcc: "5814", country: "USA", currency: "USD" },
  { name: "LA BRASSERIE", mcc: "5812", country: "USA", currency: "USD" },
  { name: "GREENFIELD MARKET", mcc: "5411", country: "USA", currency: "USD" },
  { name: "HIGHWAY FUEL 5744", mcc: "5542", country: "USA", currency: "USD" },
  { name: "FERNWAY TAXI", mcc: "4121", country: "USA", currency: "USD" },
  { name: "HARBOR LINE RAIL", mcc: "4112", country: "USA", currency: "USD" },
  { name: "MERIDIAN AIR", mcc: "3058", country: "USA", currency: "USD" },
  { name: "QUAYSIDE HOTEL NEW YORK", mcc: "3509", country: "USA", currency: "USD" },
  { name: "BRANCHWORKS", mcc: "7372", country: "USA", currency: "USD" },
  { name: "PAPER AND PINE 0412", mcc: "5943", country: "USA", currency: "USD" },
  { name: "HOTEL SPREE BERLIN", mcc: "7011", country: "DEU", currency: "EUR" },
  { name: "FRESH COUNTER", mcc: "5812", country: "GBR", currency: "GBP" },
  { name: "RIVERBANK ATM", mcc: "6011", country: "USA", currency: "USD" },
  { name: "LUCKY STAR CASINO", mcc: "7995", country: "USA", currency: "USD" },
];

/** The most characters of a merchant's name (POST /v1/simulate/authorize, descriptor). */
export const maxMerchantLength = 25;
