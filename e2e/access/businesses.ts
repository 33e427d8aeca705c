import { readFileSync } from "node:fs";

/** Rows of a business that an address, a body or a form can name. */
export interface RowIds {
  readonly account: number;
  /** Held by the business's cardholder, and using its profile. */
  readonly card: number;
  readonly user: number;
  readonly profile: number;
  readonly deletedProfile: number;
  /** A removed person whose address belongs to another one now. */
  readonly removedUser: number;
  /** A finished bulk job. */
  readonly job: number;
  /** A purchase with the card, by its UUID. */
  readonly transaction: string;
  /** A person who cannot hold a card. */
  readonly analyst: number;
}

/** People with a session that is no longer valid. */
export const shutOut = ["deactivated", "suspended", "expired", "idle"] as const;

/** People who can sign in. */
export const members = ["owner", "admin", "user", "analyst", "operator", "otherOwner"] as const;
export type Member = (typeof members)[number];

/** The roles of API keys that the tests use. */
export const keyRoles = ["owner", "admin", "analyst"] as const;

/** Two businesses and their people, created for one test file. */
export interface Businesses {
  readonly ours: RowIds;
  readonly theirs: RowIds;
  /** Rows of somebody else in our business: another cardholder, their card, and a profile that no
   *  card uses. */
  readonly colleague: RowIds;
  readonly emails: Readonly<Record<Member, string>>;
  /** API keys of our business, which its owner created. */
  readonly keys: Readonly<Record<(typeof keyRoles)[number], string>>;
  readonly cookies: Readonly<Record<(typeof shutOut)[number], string>>;
  /** A word that appears in the names of our rows, and one that appears in theirs. */
  readonly canaries: { readonly ours: string; readonly theirs: string };
}

/** The name of a profile in every business, and of a profile that was deleted there before. */
export const takenProfileName = "Taken";

/** The test files that have their own businesses. */
export const sets = ["matrix", "matrix-without-proxy", "cross-site", "headers", "attacks"] as const;

/** The database of an engine, the address of its server, and the address without proxy.ts. */
export interface Prepared {
  readonly databaseUrl: string;
  readonly base: string;
  readonly withoutProxy: string;
  readonly sets: Readonly<Record<(typeof sets)[number], Businesses>>;
}

/** The file where write-businesses.ts saves what it created. */
export const preparedFile = (engine: string) => `.data/test/e2e-${engine}-access.json`;

/** Reads what was created for the tests on an engine before its server started. */
export function readPrepared(engine: string): Prepared {
  return JSON.parse(readFileSync(preparedFile(engine), "utf8"));
}
