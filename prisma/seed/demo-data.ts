import type { Role } from "@/lib/permissions.ts";

export interface DemoPerson {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role;
  readonly phone?: string;
}

export interface DemoProfile {
  readonly name: string;
  readonly description: string;
  readonly allowedCategories?: readonly string[];
  readonly blockedCategories?: readonly string[];
  readonly perTransactionLimit?: bigint;
  readonly dailyLimit?: bigint;
  readonly monthlyLimit?: bigint;
}

/** A demo card. Holder and profile are given by name. `why` is the reason of
 *  a frozen or closed card. */
export interface DemoCard {
  readonly holder: string;
  readonly memo: string;
  readonly form: "virtual" | "physical";
  readonly is?: "frozen" | "closed";
  readonly profile?: string;
  readonly cardType?: "debit" | "reloadable";
  readonly limit?: readonly [minorUnits: bigint, window: "transaction" | "monthly" | "annually" | "forever"];
  readonly why?: string;
  readonly frozenByHolder?: boolean;
}

export interface DemoBusiness {
  readonly name: string;
  readonly balance: bigint;
  readonly people: readonly [DemoPerson, ...DemoPerson[]];
  readonly address: {
    readonly line1: string;
    readonly city: string;
    readonly region: string;
    readonly postalCode: string;
  };
  readonly profiles: readonly DemoProfile[];
  readonly products: readonly {
    readonly name: string;
    readonly description: string;
    readonly form: "virtual" | "physical";
  }[];
  readonly cards: readonly DemoCard[];
}

export const demoOperator: DemoPerson = {
  email: "operator@demo.example",
  givenName: "Olga",
  familyName: "Operator",
  role: "operator",
};

const products = [
  { name: "Virtual", description: "For paying online, usable at once.", form: "virtual" },
  { name: "Plastic", description: "Sent by post, for paying in shops.", form: "physical" },
] as const;

const demoCompany: DemoBusiness = {
  name: "Demo Company",
  balance: 12_500_000n,
  people: [
    {
      email: "owner@demo.example",
      givenName: "Ada",
      familyName: "Owner",
      role: "owner",
      phone: "+12125550101",
    },
    {
      email: "admin@demo.example",
      givenName: "Ben",
      familyName: "Admin",
      role: "admin",
      phone: "+12125550102",
    },
    {
      email: "user@demo.example",
      givenName: "Clara",
      familyName: "Cardholder",
      role: "user",
      phone: "+12125550103",
    },
    {
      email: "second@demo.example",
      givenName: "David",
      familyName: "Cardholder",
      role: "user",
      phone: "+12125550104",
    },
    { email: "analyst@demo.example", givenName: "Elena", familyName: "Analyst", role: "analyst" },
  ],
  address: { line1: "350 Fifth Avenue", city: "New York", region: "NY", postalCode: "10118" },
  products,
  profiles: [
    {
      name: "Travel",
      description: "Trains, flights and hotels, up to 2,500 dollars a day.",
      allowedCategories: ["3000", "4111", "4112", "4121", "4511", "7011"],
      perTransactionLimit: 150_000n,
      dailyLimit: 250_000n,
    },
    {
      name: "Software",
      description: "Subscriptions.",
      allowedCategories: ["5734", "7372"],
      monthlyLimit: 500_000n,
    },
    {
      name: "Everyday",
      description: "Small purchases; no cash, no gambling.",
      blockedCategories: ["6010", "6011", "6051", "7995"],
      perTransactionLimit: 20_000n,
      dailyLimit: 40_000n,
      monthlyLimit: 300_000n,
    },
  ],
  cards: [
    {
      holder: "user@demo.example",
      memo: "Travel",
      form: "virtual",
      profile: "Travel",
      limit: [500_000n, "monthly"],
    },
    { holder: "user@demo.example", memo: "Team lunch", form: "virtual", profile: "Everyday" },
    {
      holder: "user@demo.example",
      memo: "Conference Berlin",
      form: "virtual",
      is: "frozen",
      why: "On leave until Monday",
      frozenByHolder: true,
    },
    { holder: "user@demo.example", memo: "Courier", form: "virtual", limit: [15_000n, "transaction"] },
    { holder: "second@demo.example", memo: "Cloud hosting", form: "virtual", profile: "Software" },
    { holder: "second@demo.example", memo: "Fuel, old card", form: "virtual", is: "closed", why: "Lost" },
    { holder: "second@demo.example", memo: "Fuel", form: "physical", profile: "Everyday" },
    {
      holder: "second@demo.example",
      memo: "Petty cash",
      form: "virtual",
      cardType: "reloadable",
      limit: [100_000n, "forever"],
    },
    {
      holder: "second@demo.example",
      memo: "Workshop tools",
      form: "virtual",
      is: "frozen",
      why: "Unusual purchases",
    },
    { holder: "admin@demo.example", memo: "Office supplies", form: "virtual", profile: "Everyday" },
    {
      holder: "admin@demo.example",
      memo: "Trade fair 2025",
      form: "virtual",
      is: "closed",
      why: "The fair is over",
    },
    { holder: "owner@demo.example", memo: "Client dinners", form: "physical", profile: "Everyday" },
  ],
};

const otherCompany: DemoBusiness = {
  name: "Other Company",
  balance: 900_000n,
  people: [
    {
      email: "owner@other.example",
      givenName: "Farid",
      familyName: "Owner",
      role: "owner",
      phone: "+14155550105",
    },
  ],
  address: { line1: "1 Market Street", city: "San Francisco", region: "CA", postalCode: "94105" },
  products,
  profiles: [
    {
      name: "Office",
      description: "What an office needs.",
      blockedCategories: ["7995"],
      monthlyLimit: 200_000n,
    },
  ],
  cards: [{ holder: "owner@other.example", memo: "Supplies", form: "virtual", profile: "Office" }],
};

export const demoBusinesses: readonly DemoBusiness[] = [demoCompany, otherCompany];
