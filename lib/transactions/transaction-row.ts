import { countryName } from "@/lib/addresses/countries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { initials, seesPeople } from "@/lib/cards/card-row.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { categoryName } from "@/lib/merchant-categories/merchant-categories.ts";
import { type DeclineWords, declineWords } from "./decline-words.ts";
import type { ReceiptState, TransactionStatus } from "./transaction.ts";
import type { transactionRowShape } from "./transaction-shapes.ts";

/** A transaction in a list. Amounts are minor units, times ISO 8601 in UTC. Analysts see the
 *  holder's initials instead of the name. */
export type TransactionRow = Shape<typeof transactionRowShape>;

/** The fields of a transaction that its row shows. */
export const transactionRowFields = {
  id: true,
  status: true,
  amount: true,
  listedAmount: true,
  currency: true,
  merchantAmount: true,
  merchantCurrency: true,
  merchantName: true,
  merchantCategory: true,
  merchantCity: true,
  merchantRegion: true,
  merchantCountry: true,
  card: { select: { id: true, memo: true, lastFour: true } },
  user: { select: { id: true, name: true } },
  spendingProfile: { select: { id: true, name: true } },
  rule: { select: { id: true, kind: true } },
  declineReasons: true,
  receipt: true,
  occurredAt: true,
} as const;

type Listed = Pick<
  Row<"Transaction">,
  Exclude<keyof typeof transactionRowFields, "card" | "user" | "spendingProfile" | "rule">
> & {
  card: { id: number; memo: string; lastFour: string | null };
  user: { id: number; name: string };
  spendingProfile: { id: number; name: string } | null;
  rule: { kind: string } | null;
};

/** A transaction as a list shows it to the actor. */
export function transactionRow(actor: Actor, row: Listed): TransactionRow {
  const isDeclined = row.status === "declined";
  const decline = wordsOfDecline(row);
  return {
    id: row.id,
    status: row.status as TransactionStatus,
    result: isDeclined ? "declined" : "approved",
    amount: Number(isDeclined ? row.listedAmount : row.amount),
    requestedAmount: Number(row.listedAmount),
    currency: row.currency,
    merchantAmount: Number(row.merchantAmount),
    merchantCurrency: row.merchantCurrency,
    merchant: {
      name: row.merchantName,
      mcc: row.merchantCategory,
      category: categoryName(row.merchantCategory),
      city: row.merchantCity,
      region: row.merchantRegion,
      country: row.merchantCountry,
    },
    card: { ...row.card, memo: row.card.memo || null },
    holder: { id: row.user.id, name: seesPeople(actor) ? row.user.name : initials(row.user.name) },
    spendingProfile: row.spendingProfile,
    declineReason: decline && `${decline.title} (${decline.code})`,
    decline: decline && { code: decline.code, title: decline.title, others: [...decline.others] },
    receipt: row.receipt as ReceiptState,
    createdAt: row.occurredAt.toISOString(),
  };
}

/** The decline of a transaction in words. Null when it was not declined. */
export const wordsOfDecline = ({
  declineReasons,
  merchantCategory,
  merchantCountry,
  spendingProfile,
  rule,
}: Pick<
  Listed,
  "declineReasons" | "merchantCategory" | "merchantCountry" | "spendingProfile" | "rule"
>): DeclineWords | null =>
  declineWords({
    category: categoryName(merchantCategory),
    country: merchantCountry === null ? null : countryName(merchantCountry),
    reasons: declineReasons as readonly string[],
    profile: rule ? (spendingProfile?.name ?? null) : null,
    ruleKind: rule?.kind ?? null,
  });
