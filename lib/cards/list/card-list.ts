import type { FilterValues, ListQuery } from "@/lib/lists/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** The filters and sorts of the card list. Amounts are minor units, with both bounds included. Days
 *  are UTC, both included. A card that was never used always matches `notUsedSince`, and never
 *  `usedSince`. */
export const cardListRules = {
  filters: {
    status: words.Card.status,
    holder: "id",
    profile: "id",
    product: "id",
    form: words.Card.form,
    type: words.Card.cardType,
    limitFrom: "amount",
    limitTo: "amount",
    createdFrom: "day",
    createdTo: "day",
    usedSince: "day",
    notUsedSince: "day",
  },
  sorts: { created: ["desc", "time"], memo: ["asc", "text"], lastUsed: ["desc", "time"] },
  searched: true,
  kept: ["columns"],
} as const;

export type CardListQuery = ListQuery<typeof cardListRules>;

/** The database field of each sort. */
export const cardSortFields = { created: "createdAt", memo: "memo", lastUsed: "lastUsedAt" } as const;

/** Turns the filters of a list into Prisma's `where`. */
export function cardsWhere(filters: FilterValues<typeof cardListRules>) {
  const {
    status,
    holder,
    profile,
    product,
    form,
    type,
    limitFrom,
    limitTo,
    createdFrom,
    createdTo,
    usedSince,
    notUsedSince,
  } = filters;
  const spendLimit = {
    ...(limitFrom !== undefined && { gte: BigInt(limitFrom) }),
    ...(limitTo !== undefined && { lte: BigInt(limitTo) }),
  };
  const createdAt = {
    ...(createdFrom !== undefined && { gte: startOf(createdFrom) }),
    ...(createdTo !== undefined && { lt: endOf(createdTo) }),
  };
  const lastUsedAt = {
    ...(usedSince !== undefined && { gte: laterOf(startOf(usedSince), firstUse) }),
    ...(notUsedSince !== undefined && { lt: laterOf(startOf(notUsedSince), firstUse) }),
  };
  return {
    ...(status !== undefined && { status }),
    ...(holder !== undefined && { userId: holder }),
    ...(profile !== undefined && { spendingProfileId: profile }),
    ...(product !== undefined && { cardProductId: product }),
    ...(form !== undefined && { form }),
    ...(type !== undefined && { cardType: type }),
    ...(limitFrom === undefined && limitTo === undefined ? {} : { spendLimit }),
    ...(createdFrom === undefined && createdTo === undefined ? {} : { createdAt }),
    ...(usedSince === undefined && notUsedSince === undefined ? {} : { lastUsedAt }),
  };
}

// The last use of a card that was never used is stored as the first instant of 1970.
const firstUse = new Date(1);
const millisecondsOfDay = 86_400_000;
// No database compares dates after the year 9999 correctly.
const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const startOf = (day: string) => new Date(`${day}T00:00:00.000Z`);
const endOf = (day: string) => new Date(Math.min(startOf(day).getTime() + millisecondsOfDay, endOfTime));
const laterOf = (a: Date, b: Date) => (a > b ? a : b);
