import { endOfDay, startOfDay } from "@/lib/fields/time-zone.ts";
import type { ListQuery } from "@/lib/lists/list-query.ts";
import { type Direction, type FilterValues, oneOf } from "@/lib/lists/list-rules.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import { cardColumns } from "./card-columns.ts";

/** The filters and sorts of the card list. Amounts are minor units, with both bounds included. Days
 *  are of the zone of the query, both included. A card that was never used always matches
 *  `notUsedSince`, and never `usedSince`. */
export const cardListRules = {
  filters: {
    status: { several: words.Card.status },
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
  sorts: {
    created: ["desc", "time"],
    memo: ["asc", "text"],
    lastUsed: ["desc", "time"],
    holder: ["asc", "text"],
    state: ["asc", "number"],
    type: ["asc", "number"],
    limit: ["desc", "integer"],
  },
  searched: true,
  kept: { columns: Object.keys(cardColumns) },
} as const;

export type CardListQuery = ListQuery<typeof cardListRules>;

type CardSort = keyof typeof cardListRules.sorts;

/** The order of each sort, by its name in `listOrder`. Cards without a limit are the last in both
 *  directions of the list. Where names are hidden, the cards of a holder only stand together,
 *  because the order of people would tell their names. */
export const cardOrders = (
  direction: Direction,
  { names }: { readonly names: boolean },
): Readonly<Record<CardSort, string>> => ({
  created: "createdAt",
  memo: "memoSort",
  lastUsed: "lastUsedAt",
  holder: names ? "user.nameSort" : "userId",
  state: "state",
  type: "type",
  limit: direction === "asc" ? "limit" : "limit_down",
});

/** What the computed orders of a filtered list are between, so that a walk begins and ends
 *  there. */
export function cardOrderSpans({
  status,
  type,
  limitFrom,
  limitTo,
}: FilterValues<typeof cardListRules>): Readonly<
  Partial<Record<CardSort, readonly [from: number, to: number]>>
> {
  const states = status?.map((one) => words.Card.status.indexOf(one));
  const forms = words.Card.form.length;
  const firstOfType = type === undefined ? 0 : words.Card.cardType.indexOf(type) * forms;
  const windows = words.Card.spendLimitDuration.length;
  return {
    ...(states && { state: [Math.min(...states), Math.max(...states)] }),
    ...(type !== undefined && { type: [firstOfType, firstOfType + forms - 1] }),
    ...((limitFrom !== undefined || limitTo !== undefined) && {
      limit: [Math.max(1, limitFrom ?? 1) * windows, ((limitTo ?? maxAmount) + 1) * windows - 1],
    }),
  };
}

const maxAmount = 2_147_483_647;

/** Turns the filters of a list into Prisma's `where`, with days of a time zone. */
export function cardsWhere(filters: FilterValues<typeof cardListRules>, zone?: string) {
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
    ...(createdFrom !== undefined && { gte: startOfDay(createdFrom, zone) }),
    ...(createdTo !== undefined && { lt: endOfDay(createdTo, zone) }),
  };
  const lastUsedAt = {
    ...(usedSince !== undefined && { gte: laterOf(startOfDay(usedSince, zone), firstUse) }),
    ...(notUsedSince !== undefined && { lt: laterOf(startOfDay(notUsedSince, zone), firstUse) }),
  };
  return {
    ...(status !== undefined && { status: oneOf(status) }),
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

const laterOf = (a: Date, b: Date) => (a > b ? a : b);
