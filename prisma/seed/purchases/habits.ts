/** A merchant of the demo. Its name is as the networks write it. */
export interface DemoMerchant {
  readonly name: string;
  readonly mcc: string;
  /** USA and USD by default. */
  readonly country?: string;
  readonly currency?: "EUR" | "GBP";
}

/** What becomes of approved purchases, in percent. What is left is simply cleared. */
export interface Endings {
  readonly tipped?: number;
  readonly preauthorized?: number;
  readonly raised?: number;
  readonly split?: number;
  readonly partlyReleased?: number;
  readonly voided?: number;
  readonly expired?: number;
  readonly refunded?: number;
  readonly atOnce?: number;
}

/** What somebody buys with a card: where, how often on a weekday and on a day of the weekend, at
 *  what hours (UTC), and for how much (cents; small amounts are the most frequent). The first
 *  merchants are the favorites. */
export interface Habit {
  readonly card: string;
  readonly merchants: readonly DemoMerchant[];
  readonly weekday: number;
  readonly weekend: number;
  readonly hours: readonly [from: number, to: number];
  readonly amount: readonly [least: number, most: number];
  readonly endings: Endings;
  /** Days before today in which the card was used, the first and the last. */
  readonly days?: readonly [first: number, last: number];
}

const of = (mcc: string, ...names: string[]) => names.map((name): DemoMerchant => ({ name, mcc }));
const abroad = (
  country: string,
  currency: "EUR" | "GBP",
  ...shops: readonly (readonly [name: string, mcc: string])[]
) => shops.map(([name, mcc]): DemoMerchant => ({ name, mcc, country, currency }));

const often = { voided: 1, refunded: 1 } as const;

/** The habits of the people of the demo, by the memo of their cards. */
export const habits: readonly Habit[] = [
  {
    card: "Travel",
    merchants: [...of("4121", "UBER TRIP", "LYFT RIDE", "CURB NYC TAXI"), ...of("4111", "MTA OMNY NYC")],
    ...{ weekday: 4.2, weekend: 0.8, hours: [12, 23], amount: [290, 2_400] },
    endings: { tipped: 12, voided: 3 },
  },
  {
    card: "Travel",
    merchants: of("4112", "AMTRAK.COM"),
    ...{ weekday: 0.2, weekend: 0.05, hours: [13, 22], amount: [2_900, 8_900] },
    endings: { voided: 6, refunded: 8 },
  },
  {
    card: "Travel",
    merchants: [...of("4511", "DELTA AIR LINES"), ...of("3000", "UNITED AIRLINES")],
    ...{ weekday: 0.04, weekend: 0, hours: [13, 22], amount: [12_900, 29_000] },
    endings: { refunded: 12 },
  },
  {
    card: "Travel",
    merchants: of("7011", "ACE HOTEL BOSTON", "MARRIOTT CHICAGO"),
    ...{ weekday: 0.06, weekend: 0, hours: [19, 23], amount: [10_900, 19_000] },
    endings: { raised: 40, partlyReleased: 30, expired: 4 },
  },
  {
    card: "Travel",
    merchants: abroad(
      "DEU",
      "EUR",
      ["DB VERTRIEB BERLIN", "4112"],
      ["TAXI BERLIN", "4121"],
      ["CAFE EINSTEIN", "5812"],
    ),
    ...{ weekday: 5, weekend: 4, hours: [7, 20], amount: [400, 3_400], days: [47, 43] },
    endings: often,
  },
  {
    card: "Travel",
    merchants: abroad(
      "GBR",
      "GBP",
      ["TFL TRAVEL CHARGE", "4111"],
      ["PRET A MANGER", "5812"],
      ["PREMIER INN LONDON", "7011"],
    ),
    ...{ weekday: 5, weekend: 4, hours: [7, 20], amount: [300, 4_800], days: [19, 16] },
    endings: often,
  },
  {
    card: "Travel",
    merchants: of("7011", "HILTON GROUP BOOKING"),
    ...{ weekday: 0.08, weekend: 0, hours: [14, 21], amount: [510_000, 890_000] },
    endings: {},
  },
  {
    card: "Team lunch",
    merchants: of("5814", "BLUE BOTTLE COFFEE", "JOE COFFEE", "GREGORYS COFFEE"),
    ...{ weekday: 3, weekend: 0.3, hours: [12, 15], amount: [390, 1_150] },
    endings: { tipped: 10 },
  },
  {
    card: "Team lunch",
    merchants: of("5812", "LA BRASSERIE", "SWEETGREEN 34TH ST", "DIG INN", "JOES PIZZA", "XIAN FAMOUS FOODS"),
    ...{ weekday: 2.3, weekend: 0.1, hours: [16, 19], amount: [1_050, 3_200] },
    endings: { tipped: 45, voided: 2 },
  },
  {
    card: "Team lunch",
    merchants: of("5411", "WHOLE FOODS MARKET", "TRADER JOES 546"),
    ...{ weekday: 0.4, weekend: 0.1, hours: [17, 23], amount: [900, 4_500] },
    endings: { refunded: 3 },
  },
  {
    card: "Courier",
    merchants: [...of("4215", "FEDEX", "UPS", "DHL EXPRESS"), ...of("9402", "USPS PO 3562")],
    ...{ weekday: 3.6, weekend: 0.1, hours: [13, 22], amount: [490, 2_400] },
    endings: { voided: 3, refunded: 2 },
  },
  {
    card: "Courier",
    merchants: of("4215", "FEDEX FREIGHT"),
    ...{ weekday: 0.4, weekend: 0, hours: [13, 22], amount: [15_400, 32_000] },
    endings: {},
  },
  {
    card: "Cloud hosting",
    merchants: of("7372", "GOOGLE CLOUD USAGE", "OPENAI API", "TWILIO"),
    ...{ weekday: 1.9, weekend: 1.2, hours: [2, 23], amount: [500, 1_900] },
    endings: { atOnce: 10 },
  },
  {
    card: "Cloud hosting",
    merchants: of("7311", "LINKEDIN ADS", "GOOGLE ADS"),
    ...{ weekday: 0.12, weekend: 0.05, hours: [8, 22], amount: [5_000, 20_000] },
    endings: {},
  },
  {
    card: "Team lunch",
    merchants: [...of("6011", "CHASE ATM"), ...of("7995", "LUCKY STAR CASINO")],
    ...{ weekday: 0.06, weekend: 0.1, hours: [16, 23], amount: [2_000, 6_000] },
    endings: {},
  },
  {
    card: "Fuel, old card",
    merchants: of("5542", "SHELL OIL 5744", "EXXON 4410", "BP 8812", "SUNOCO 0033"),
    ...{ weekday: 2, weekend: 0.3, hours: [11, 23], amount: [1_600, 4_400], days: [90, 9] },
    endings: { preauthorized: 85, expired: 2 },
  },
  {
    card: "Petty cash",
    merchants: of("6011", "CHASE ATM", "CITIBANK ATM"),
    ...{ weekday: 0.28, weekend: 0.02, hours: [13, 23], amount: [2_000, 6_000] },
    endings: { atOnce: 100 },
  },
  {
    card: "Workshop tools",
    merchants: [
      ...of("5200", "THE HOME DEPOT 6177", "LOWES 01149"),
      ...of("5251", "ACE HARDWARE"),
      ...of("5072", "GRAINGER"),
    ],
    ...{ weekday: 2.9, weekend: 0.7, hours: [12, 22], amount: [390, 3_900], days: [90, 5] },
    endings: { refunded: 5, partlyReleased: 4, split: 4 },
  },
  {
    card: "Office supplies",
    merchants: [
      ...of("5943", "STAPLES 0412"),
      ...of("5999", "AMAZON MKTPL"),
      ...of("5045", "CDW DIRECT"),
      ...of("5111", "WB MASON"),
    ],
    ...{ weekday: 4, weekend: 0.4, hours: [13, 23], amount: [590, 7_900] },
    endings: { split: 16, refunded: 5, voided: 2, partlyReleased: 4 },
  },
  {
    card: "Trade fair 2025",
    merchants: [
      ...of("5812", "CONVENTION CTR CAFE", "MIX BAR GRILL"),
      ...of("4121", "UBER TRIP"),
      ...of("7333", "FEDEX OFFICE PRINT"),
    ],
    ...{ weekday: 9, weekend: 9, hours: [13, 23], amount: [700, 8_400], days: [62, 58] },
    endings: { tipped: 20, refunded: 3 },
  },
  {
    card: "Supplies",
    merchants: [
      ...of("5943", "OFFICE DEPOT 2231"),
      ...of("5411", "SAFEWAY 0910"),
      ...of("5814", "PHILZ COFFEE"),
    ],
    ...{ weekday: 2, weekend: 0.4, hours: [16, 23], amount: [450, 5_800] },
    endings: { tipped: 10, refunded: 4, voided: 2 },
  },
];

/** A subscription: what is charged on the same day of each month, in cents. */
export interface Subscription {
  readonly card: string;
  readonly merchant: DemoMerchant;
  readonly dayOfMonth: number;
  readonly amount: number;
}

const software = (name: string, dayOfMonth: number, amount: number): Subscription => ({
  ...{ card: "Cloud hosting", merchant: { name, mcc: "7372" }, dayOfMonth, amount },
});

/** The subscriptions of the demo. */
export const subscriptions: readonly Subscription[] = [
  software("AMAZON WEB SERVICES", 3, 16_240),
  software("GITHUB INC", 4, 8_400),
  software("FIGMA", 6, 4_500),
  software("SLACK T03QH", 9, 8_750),
  software("NOTION LABS", 11, 4_000),
  software("LINEAR.APP", 12, 4_800),
  software("VERCEL INC", 14, 6_000),
  software("DATADOG", 16, 6_200),
  software("ZOOM.US", 18, 4_797),
  software("1PASSWORD", 21, 3_995),
  software("ATLASSIAN", 24, 5_350),
  software("CLOUDFLARE", 27, 2_500),
];

/** What is tried with cards that are frozen or closed in the end, and is declined. */
export const lateTries: readonly {
  readonly card: string;
  readonly merchant: DemoMerchant;
  readonly amount: number;
}[] = [
  { card: "Workshop tools", merchant: { name: "BEST BUY 0187", mcc: "5732" }, amount: 89_900 },
  { card: "Workshop tools", merchant: { name: "GAMESTOP 4410", mcc: "5734" }, amount: 24_900 },
  { card: "Fuel, old card", merchant: { name: "SPEEDWAY 07612", mcc: "5542" }, amount: 7_500 },
  { card: "Fuel, old card", merchant: { name: "7-ELEVEN 33190", mcc: "5411" }, amount: 1_240 },
  { card: "Conference Berlin", merchant: { name: "EVENTBRITE", mcc: "7922" }, amount: 34_000 },
  { card: "Trade fair 2025", merchant: { name: "CVENT REGISTRATION", mcc: "7399" }, amount: 12_500 },
];
