import { rowReader } from "@/lib/db/row-reader.ts";
import type { Row } from "@/lib/db/schema.ts";
import { fold, sortText } from "@/lib/db/search/fold.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { type ListSource, prismaSource } from "@/lib/lists/list-page.ts";
import { listSource } from "@/lib/lists/list-plan.ts";

/** The fields of a user that a row of a list shows. */
export const listedUser = {
  id: true,
  name: true,
  givenName: true,
  familyName: true,
  nameSort: true,
  email: true,
  role: true,
  status: true,
  lastLoginAt: true,
  lockedUntil: true,
  secondFactorSince: true,
  createdAt: true,
  deletedAt: true,
  version: true,
} as const;

export type ListedUser = Pick<Row<"User">, keyof typeof listedUser>;

// Ids ascend in the order in which people were added.
const sortFields = { name: "nameSort", created: "id", lastSignIn: "lastLoginAt" } as const;

type Where = Record<string, unknown>;

/** The users that match a condition on their own fields, and all words of a search. */
export function userSource(db: Reader, search: string | undefined, where: Where): ListSource<ListedUser> {
  if (search === undefined)
    return prismaSource<ListedUser>(db.user, { where, select: listedUser, fields: sortFields });
  return listSource<ListedUser>({
    model: "User",
    search,
    where,
    orders: sortFields,
    reader: rowReader("User", listedUser),
  });
}

/** The removed users among them. They have no search words, and are few. Call it where removed
 *  people can be read. */
export function removedSource(db: Reader, search: string | undefined, where: Where): ListSource<ListedUser> {
  const tests = (search ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const name = sortText(word, word.length);
      const inEmail = { email: { contains: fold(word) } };
      return name === "" ? inEmail : { OR: [{ nameSort: { contains: name } }, inEmail] };
    });
  const removed = { AND: [where, ...tests], deletedAt: { not: null } };
  return prismaSource<ListedUser>(db.user, { where: removed, select: listedUser, fields: sortFields });
}
