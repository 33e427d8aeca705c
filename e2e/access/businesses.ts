import { readFileSync } from "node:fs";

/** Rows of a business that an address, a body or a form can point at. */
export interface RowIds {
  readonly account: number;
  /** Held by the business's cardholder, and on its profile. */
  readonly card: number;
  readonly user: number;
  readonly profile: number;
  readonly deletedProfile: number;
  /** A bulk job that has ended. */
  readonly job: number;
  /** Somebody who can hold no card. */
  readonly analyst: number;
}

/** Who comes with a session that counts no longer. */
export const shutOut = ["deactivated", "suspended", "expired", "idle"] as const;

/** Who can sign in. */
export const members = ["owner", "admin", "user", "analyst", "operator", "otherOwner"] as const;
export type Member = (typeof members)[number];

/** Two businesses and their people, made for one file of tests. */
export interface Businesses {
  readonly ours: RowIds;
  readonly theirs: RowIds;
  /** What is somebody else's in our business: another cardholder, their card, and a profile that is on no card. */
  readonly colleague: RowIds;
  readonly emails: Readonly<Record<Member, string>>;
  readonly cookies: Readonly<Record<(typeof shutOut)[number], string>>;
  /** A word that is in the names of our rows, and one that is in theirs. */
  readonly canaries: { readonly ours: string; readonly theirs: string };
}

/** The name of a profile in every business, and of one that was deleted there before. */
export const takenProfileName = "Taken";

/** The files of tests that have businesses of their own. */
export const sets = ["matrix", "matrix-without-proxy", "cross-site", "headers"] as const;

/** An engine's database, where it is served, and where without proxy.ts. */
export interface Prepared {
  readonly databaseUrl: string;
  readonly base: string;
  readonly withoutProxy: string;
  readonly sets: Readonly<Record<(typeof sets)[number], Businesses>>;
}

/** Where write-businesses.ts leaves what it made. */
export const preparedFile = (engine: string) => `.data/test/e2e-${engine}-access.json`;

/** What was made for the tests on an engine before its server started. */
export function readPrepared(engine: string): Prepared {
  return JSON.parse(readFileSync(preparedFile(engine), "utf8"));
}
