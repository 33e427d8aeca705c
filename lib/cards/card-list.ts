import type { FilterValues, ListQuery } from "@/lib/lists/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** What the list of cards can be asked for. Amounts are minor units, both bounds included; days are those of UTC, both included. A card that
 *  was never used was not used since any day. */
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

/** The field behind each sort. */
export const cardSortFields = { created: "createdAt", memo: "memo", lastUsed: "lastUsedAt" } as const;

/** Which cards the filters of a list leave, as Prisma's `where`. */
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

// A card that was never used has the first moment of 1970 for its last use.
const firstUse = new Date(1);
const millisecondsOfDay = 86_400_000;
// What comes after the year 9999 no database compares right.
const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const startOf = (day: string) => new Date(`${day}T00:00:00.000Z`);
const endOf = (day: string) => new Date(Math.min(startOf(day).getTime() + millisecondsOfDay, endOfTime));
const laterOf = (a: Date, b: Date) => (a > b ? a : b);
