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
    merchants: [
      ...of("4121", "FERNWAY TAXI", "SWIFTLANE RIDE", "YELLOW LANE TAXI"),
      ...of("4111", "CITY TRANSIT NYC"),
    ],
    ...{ weekday: 4.2, weekend: 0.8, hours: [12, 23], amount: [290, 2_400] },
    endings: { tipped: 12, voided: 3 },
  },
  {
    card: "Travel",
    merchants: of("4112", "HARBOR LINE RAIL"),
    ...{ weekday: 0.2, weekend: 0.05, hours: [13, 22], amount: [2_900, 8_900] },
    endings: { voided: 6, refunded: 8 },
  },
  {
    card: "Travel",
    merchants: [...of("4511", "MERIDIAN AIR"), ...of("3000", "NORTHSTAR AIRLINES")],
    ...{ weekday: 0.04, weekend: 0, hours: [13, 22], amount: [12_900, 29_000] },
    endings: { refunded: 12 },
  },
  {
    card: "Travel",
    merchants: of("7011", "SPADE HOTEL BOSTON", "QUAYSIDE HOTEL CHICAGO"),
    ...{ weekday: 0.06, weekend: 0, hours: [19, 23], amount: [10_900, 19_000] },
    endings: { raised: 40, partlyReleased: 30, expired: 4 },
  },
  {
    card: "Travel",
    merchants: abroad(
      "DEU",
      "EUR",
      ["BAHNREISE BERLIN", "4112"],
      ["TAXI BERLIN", "4121"],
      ["CAFE RELATIV", "5812"],
    ),
    ...{ weekday: 5, weekend: 4, hours: [7, 20], amount: [400, 3_400], days: [47, 43] },
    endings: often,
  },
  {
    card: "Travel",
    merchants: abroad(
      "GBR",
      "GBP",
      ["LONDON TRAVEL CHARGE", "4111"],
      ["FRESH COUNTER", "5812"],
      ["QUAYSIDE INN LONDON", "7011"],
    ),
    ...{ weekday: 5, weekend: 4, hours: [7, 20], amount: [300, 4_800], days: [19, 16] },
    endings: often,
  },
  {
    card: "Travel",
    merchants: of("7011", "PINECREST GROUP BOOKING"),
    ...{ weekday: 0.08, weekend: 0, hours: [14, 21], amount: [510_000, 890_000] },
    endings: {},
  },
  {
    card: "Team lunch",
    merchants: of("5814", "COPPER KETTLE COFFEE", "CORNER ROAST COFFEE", "MORNING POST COFFEE"),
    ...{ weekday: 3, weekend: 0.3, hours: [12, 15], amount: [390, 1_150] },
    endings: { tipped: 10 },
  },
  {
    card: "Team lunch",
    merchants: of(
      "5812",
      "LA BRASSERIE",
      "LEAF AND BOWL 34TH ST",
      "ROOT KITCHEN",
      "JOES PIZZA",
      "NOODLE LANE",
    ),
    ...{ weekday: 2.3, weekend: 0.1, hours: [16, 19], amount: [1_050, 3_200] },
    endings: { tipped: 45, voided: 2 },
  },
  {
    card: "Team lunch",
    merchants: of("5411", "GREENFIELD MARKET", "CORNER GROCER 546"),
    ...{ weekday: 0.4, weekend: 0.1, hours: [17, 23], amount: [900, 4_500] },
    endings: { refunded: 3 },
  },
  {
    card: "Courier",
    merchants: [
      ...of("4215", "OVERLAND PARCEL", "BROWNLEE COURIER", "AIRWAY EXPRESS"),
      ...of("9402", "POST OFFICE 3562"),
    ],
    ...{ weekday: 3.6, weekend: 0.1, hours: [13, 22], amount: [490, 2_400] },
    endings: { voided: 3, refunded: 2 },
  },
  {
    card: "Courier",
    merchants: of("4215", "OVERLAND FREIGHT"),
    ...{ weekday: 0.4, weekend: 0, hours: [13, 22], amount: [15_400, 32_000] },
    endings: {},
  },
  {
    card: "Cloud hosting",
    merchants: of("7372", "CUMULUS CLOUD USAGE", "MODELWORKS API", "RINGLINE"),
    ...{ weekday: 1.9, weekend: 1.2, hours: [2, 23], amount: [500, 1_900] },
    endings: { atOnce: 10 },
  },
  {
    card: "Cloud hosting",
    merchants: of("7311", "CAREERLINE ADS", "SEARCHLIGHT ADS"),
    ...{ weekday: 0.12, weekend: 0.05, hours: [8, 22], amount: [5_000, 20_000] },
    endings: {},
  },
  {
    card: "Team lunch",
    merchants: [...of("6011", "RIVERBANK ATM"), ...of("7995", "LUCKY STAR CASINO")],
    ...{ weekday: 0.06, weekend: 0.1, hours: [16, 23], amount: [2_000, 6_000] },
    endings: {},
  },
  {
    card: "Fuel, old card",
    merchants: of(
      "5542",
      "HIGHWAY FUEL 5744",
      "PRAIRIE FUEL 4410",
      "GREENWAY FUEL 8812",
      "SUNRISE FUEL 0033",
    ),
    ...{ weekday: 2, weekend: 0.3, hours: [11, 23], amount: [1_600, 4_400], days: [90, 9] },
    endings: { preauthorized: 85, expired: 2 },
  },
  {
    card: "Petty cash",
    merchants: of("6011", "RIVERBANK ATM", "CITYSIDE ATM"),
    ...{ weekday: 0.28, weekend: 0.02, hours: [13, 23], amount: [2_000, 6_000] },
    endings: { atOnce: 100 },
  },
  {
    card: "Workshop tools",
    merchants: [
      ...of("5200", "TIMBER AND TOOL 6177", "BUILDERS YARD 01149"),
      ...of("5251", "OAK HARDWARE"),
      ...of("5072", "WORKSHOP DIRECT"),
    ],
    ...{ weekday: 2.9, weekend: 0.7, hours: [12, 22], amount: [390, 3_900], days: [90, 5] },
    endings: { refunded: 5, partlyReleased: 4, split: 4 },
  },
  {
    card: "Office supplies",
    merchants: [
      ...of("5943", "PAPER AND PINE 0412"),
      ...of("5999", "EVERYTHING MKTPL"),
      ...of("5045", "WAREHOUSE DIRECT"),
      ...of("5111", "DESKSIDE SUPPLY"),
    ],
    ...{ weekday: 4, weekend: 0.4, hours: [13, 23], amount: [590, 7_900] },
    endings: { split: 16, refunded: 5, voided: 2, partlyReleased: 4 },
  },
  {
    card: "Trade fair 2025",
    merchants: [
      ...of("5812", "CONVENTION CTR CAFE", "MIX BAR GRILL"),
      ...of("4121", "FERNWAY TAXI"),
      ...of("7333", "OVERLAND PRINT"),
    ],
    ...{ weekday: 9, weekend: 9, hours: [13, 23], amount: [700, 8_400], days: [62, 58] },
    endings: { tipped: 20, refunded: 3 },
  },
  {
    card: "Supplies",
    merchants: [
      ...of("5943", "OFFICE CORNER 2231"),
      ...of("5411", "VALLEY GROCERS 0910"),
      ...of("5814", "DRIFT COFFEE"),
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
  software("STRATUS WEB SERVICES", 3, 16_240),
  software("BRANCHWORKS", 4, 8_400),
  software("SKETCHROOM", 6, 4_500),
  software("CHATTERBOX T03QH", 9, 8_750),
  software("NOTEHOUSE", 11, 4_000),
  software("TASKLINE.APP", 12, 4_800),
  software("EDGECAST HOSTING", 14, 6_000),
  software("WATCHTOWER", 16, 6_200),
  software("MEETLY", 18, 4_797),
  software("1PASSWORD", 21, 3_995),
  software("TRACKWORKS", 24, 5_350),
  software("EDGEWALL", 27, 2_500),
];

/** What is tried with cards that are frozen or closed in the end, and is declined. */
export const lateTries: readonly {
  readonly card: string;
  readonly merchant: DemoMerchant;
  readonly amount: number;
}[] = [
  { card: "Workshop tools", merchant: { name: "BRIGHT ELECTRONICS 0187", mcc: "5732" }, amount: 89_900 },
  { card: "Workshop tools", merchant: { name: "PIXEL ARCADE 4410", mcc: "5734" }, amount: 24_900 },
  { card: "Fuel, old card", merchant: { name: "ROADSIDE FUEL 07612", mcc: "5542" }, amount: 7_500 },
  { card: "Fuel, old card", merchant: { name: "7-ELEVEN 33190", mcc: "5411" }, amount: 1_240 },
  { card: "Conference Berlin", merchant: { name: "EVENTHALL", mcc: "7922" }, amount: 34_000 },
  { card: "Trade fair 2025", merchant: { name: "SUMMIT REGISTRATION", mcc: "7399" }, amount: 12_500 },
];
