import { endOfDay, startOfDay } from "@/lib/fields/time-zone.ts";
import type { ListQuery } from "@/lib/lists/list-query.ts";
import { type FilterValues, oneOf } from "@/lib/lists/list-rules.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import type { TransactionStatus } from "../transaction.ts";
import { transactionColumns } from "./transaction-columns.ts";

/** The filters and sorts of the transaction list. Amounts are minor units of what the list shows,
 *  with both bounds included. Days are of the zone of the query, both included. */
export const transactionListRules = {
  filters: {
    result: ["approved", "declined"],
    status: { several: words.Transaction.status },
    reason: { pattern: /^[A-Z][A-Z\d_]{0,59}$/, format: "Use the code of a decline, such as CARD_PAUSED." },
    card: "id",
    holder: "id",
    profile: "id",
    category: { pattern: /^\d{4}$/, format: "Use a merchant category code, such as 5812." },
    amountFrom: "amount",
    amountTo: "amount",
    createdFrom: "day",
    createdTo: "day",
    receipt: words.Transaction.receipt,
  },
  sorts: {
    created: ["desc", "time"],
    amount: ["desc", "integer"],
  },
  searched: true,
  ids: "uuid",
  kept: { columns: Object.keys(transactionColumns) },
} as const;

export type TransactionListQuery = ListQuery<typeof transactionListRules>;

/** The field of each sort. */
export const transactionOrders: Readonly<Record<keyof typeof transactionListRules.sorts, string>> = {
  created: "occurredAt",
  amount: "listedAmount",
};

/** Turns the filters of a list into Prisma's `where`, with days of a time zone. */
export function transactionsWhere(filters: FilterValues<typeof transactionListRules>, zone?: string) {
  const { reason, card, holder, profile, category, receipt } = filters;
  const { amountFrom, amountTo, createdFrom, createdTo } = filters;
  const listedAmount = {
    ...(amountFrom !== undefined && { gte: BigInt(amountFrom) }),
    ...(amountTo !== undefined && { lte: BigInt(amountTo) }),
  };
  const occurredAt = {
    ...(createdFrom !== undefined && { gte: startOfDay(createdFrom, zone) }),
    ...(createdTo !== undefined && { lt: endOfDay(createdTo, zone) }),
  };
  return {
    ...statusWhere(filters),
    ...(reason !== undefined && { declineReason: reason }),
    ...(card !== undefined && { cardId: card }),
    ...(holder !== undefined && { userId: holder }),
    ...(profile !== undefined && { spendingProfileId: profile }),
    ...(category !== undefined && { merchantCategory: category }),
    ...(receipt !== undefined && { receipt }),
    ...(amountFrom === undefined && amountTo === undefined ? {} : { listedAmount }),
    ...(createdFrom === undefined && createdTo === undefined ? {} : { occurredAt }),
  };
}

// Every status is a result: declined, or else approved.
function statusWhere({
  result,
  status = words.Transaction.status,
}: FilterValues<typeof transactionListRules>) {
  const fits = (one: TransactionStatus) =>
    result === undefined || (one === "declined") === (result === "declined");
  const chosen = status.filter(fits);
  if (chosen.length === words.Transaction.status.length) return {};
  // No row has two of them, so this is none.
  return { status: chosen.length > 0 ? oneOf(chosen) : { equals: "declined", in: ["pending"] } };
}
