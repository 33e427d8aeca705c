import { type Role, reachOf } from "@/lib/permissions.ts";
import { type Businesses, type Member, members, type RowIds, shutOut } from "./businesses.ts";
import type { Access } from "./rows/endpoints.ts";

/** A caller: with a valid session, with an invalid one, or with none. */
export type Person = Member | (typeof shutOut)[number] | "anonymous" | "signedOut";

/** A caller and whose rows they ask for. */
export interface Cell {
  readonly name: string;
  readonly person: Person;
  readonly rows: "ours" | "theirs" | "colleague";
}

const nobody = ["anonymous", "signedOut", ...shutOut] as const;

const ownCells: Cell[] = [...nobody, ...members].map((person) => ({ name: person, person, rows: "ours" }));
const otherCells: Cell[] = [
  { name: "user, somebody else's row", person: "user", rows: "colleague" },
  ...(["owner", "admin", "user", "analyst"] as const).map(
    (person) => ({ name: `${person}, another business's row`, person, rows: "theirs" }) as const,
  ),
];

/** All callers for an endpoint. When an endpoint takes row ids, also with the rows of others. */
export function cellsFor({
  permission,
  target,
  query,
}: Access & { readonly query?: unknown }): readonly Cell[] {
  if (permission === "anyone") return ownCells;
  return target || query ? [...ownCells, ...otherCells] : ownCells;
}

export const isNobody = (person: Person) => (nobody as readonly Person[]).includes(person);

/** The outcome of a cell when only the caller decides. */
export type Verdict = "allowed" | "NOT_SIGNED_IN" | "FORBIDDEN" | "NOT_FOUND";

/** The outcome of a cell according to the table of permissions. */
export function verdict({ seenFirst, ...access }: Access, cell: Cell): Verdict {
  const first = seenFirst ? verdictOn({ ...access, permission: seenFirst }, cell) : "allowed";
  return first === "allowed" ? verdictOn(access, cell) : first;
}

function verdictOn({ permission, target, overPlatform }: Access, { person, rows }: Cell): Verdict {
  if (permission === "anyone") return "allowed";
  if (isNobody(person)) return "NOT_SIGNED_IN";
  if (permission === "everyone signed in") return "allowed";
  const isForeign =
    target !== undefined && person !== "operator" && (person === "otherOwner") !== (rows === "theirs");
  // An action on a business requires access to that business. A person without it gets NOT_FOUND,
  // whatever their permissions.
  if (isForeign && target === "account" && permission !== "account.see") return "NOT_FOUND";
  const reach = reachOf(person === "otherOwner" ? "owner" : (person as Role), permission);
  // Naming a row means acting in its business, and every row is of a business here.
  if (person === "operator" && target && reach !== "platform") return reach ? "NOT_FOUND" : "FORBIDDEN";
  if (!reach || (overPlatform && reach !== "platform")) return "FORBIDDEN";
  // The card and its purchase are the cardholder's own, or a colleague's.
  const isHeld = target === "card" || target === "transaction";
  const isOthers = reach === "own" && (rows === "colleague" || (isHeld && person !== "user"));
  return isForeign || (isOthers && target) ? "NOT_FOUND" : "allowed";
}

/** The rows that a cell asks for. */
export function rowsAskedFor({ ours, theirs, colleague }: Businesses, { rows }: Cell): RowIds {
  return { ours, theirs, colleague }[rows];
}

/** The words that an answer must not contain: those of businesses that are not the person's. */
export function foreignWords({ canaries }: Businesses, { person }: Cell): string[] {
  if (person === "operator") return [];
  if (isNobody(person)) return Object.values(canaries);
  return [person === "otherOwner" ? canaries.ours : canaries.theirs];
}
