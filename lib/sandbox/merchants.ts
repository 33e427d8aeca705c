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
  { name: "BLUE BOTTLE COFFEE", mcc: "5814", country: "USA", currency: "USD" },
  { name: "LA BRASSERIE", mcc: "5812", country: "USA", currency: "USD" },
  { name: "WHOLE FOODS MARKET", mcc: "5411", country: "USA", currency: "USD" },
  { name: "SHELL OIL 5744", mcc: "5542", country: "USA", currency: "USD" },
  { name: "UBER TRIP", mcc: "4121", country: "USA", currency: "USD" },
  { name: "AMTRAK.COM", mcc: "4112", country: "USA", currency: "USD" },
  { name: "DELTA AIR LINES", mcc: "3058", country: "USA", currency: "USD" },
  { name: "MARRIOTT NEW YORK", mcc: "3509", country: "USA", currency: "USD" },
  { name: "GITHUB INC", mcc: "7372", country: "USA", currency: "USD" },
  { name: "STAPLES 0412", mcc: "5943", country: "USA", currency: "USD" },
  { name: "HOTEL ADLON BERLIN", mcc: "7011", country: "DEU", currency: "EUR" },
  { name: "PRET A MANGER", mcc: "5812", country: "GBR", currency: "GBP" },
  { name: "CHASE ATM", mcc: "6011", country: "USA", currency: "USD" },
  { name: "LUCKY STAR CASINO", mcc: "7995", country: "USA", currency: "USD" },
];

/** The most characters of a merchant's name (POST /v1/simulate/authorize, descriptor). */
export const maxMerchantLength = 25;
