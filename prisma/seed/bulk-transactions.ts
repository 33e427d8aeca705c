import { createHash } from "node:crypto";
import { blindIndex, seal } from "@/lib/db/encryption/encryption.ts";
import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import type { CardsMade } from "./bulk-cards.ts";
import { pickMerchant } from "./bulk-merchants.ts";
import { type BulkPlan, iso, momentAt } from "./bulk-plan.ts";
import { purchaseRuleId } from "./bulk-profiles.ts";

const fields = (
  "id accountId cardId userId spendingProfileId spendingProfileRuleId lithicTransactionToken lithicTransactionTokenIndex status declineReason declineReasons " +
  "amount listedAmount currency merchantAmount merchantCurrency merchantId merchantName merchantCategory merchantCity merchantCountry " +
  "cardPresence entryMode receipt occurredAt settledAt createdAt updatedAt"
).split(" ");
const eventFields = [
  "id",
  "accountId",
  "transactionId",
  "lithicEventTokenHash",
  "kind",
  "result",
  "detail",
  "amount",
  "merchantAmount",
  "occurredAt",
  "createdAt",
];

const hour = 3_600_000;
const batch = 1_000;

type Status = "settled" | "pending" | "declined" | "voided" | "expired" | "returned";

// Of 100 transactions. An approved one starts with an authorization, and its steps follow after
// this many hours.
const shares: Readonly<Record<Status, number>> = {
  settled: 75,
  pending: 8,
  declined: 12,
  voided: 3,
  expired: 1,
  returned: 1,
};
const laterSteps: Readonly<Record<Status, readonly (readonly [kind: string, hours: number])[]>> = {
  settled: [["clearing", 40]],
  pending: [],
  declined: [],
  voided: [["authorization_reversal", 5]],
  expired: [["authorization_expiry", 168]],
  returned: [
    ["clearing", 40],
    ["return", 200],
  ],
};

/** Inserts the transactions with their events, about two for each. Returns the number of rows. */
export async function addTransactions(db: RawDatabase, plan: BulkPlan, cards: CardsMade): Promise<number> {
  let rows = 0;
  for (let from = 0; from < plan.transactions; from += batch) {
    const made = Array.from({ length: Math.min(batch, plan.transactions - from) }, (_, at) =>
      transaction(plan, cards, from + at),
    );
    rows += await insertRows(
      db,
      "Transaction",
      fields,
      made.map(({ row }) => row),
    );
    rows += await insertRows(
      db,
      "TransactionEvent",
      eventFields,
      made.flatMap(({ events }) => events),
    );
  }
  return rows;
}

function transaction(plan: BulkPlan, cards: CardsMade, n: number): { row: SqlValue[]; events: SqlValue[][] } {
  const { random, accountIds, transactions } = plan;
  const at = momentAt(n / transactions);
  const occurredAt = iso(at);
  const card = cardInUse(plan, cards, n, at);
  const place = card % accountIds.length;
  const accountId = accountIds[place] as number;
  const id = random.uuid(at);
  const token = random.uuid();
  const status = random.weighted(shares);
  const profile = cards.profile[card] ?? -1;
  const byRule = status === "declined" && profile >= 0 && random.next() < 0.7;
  const reason = byRule ? "USER_TRANSACTION_LIMIT" : status === "declined" ? "INSUFFICIENT_FUNDS" : null;
  const amount = Math.round(100 * Math.exp(1 + 5 * random.next()));
  const merchant = pickMerchant(plan, place);
  const [presence, entryMode] =
    random.next() < 0.6 ? ["present", "CONTACTLESS"] : ["not_present", "ECOMMERCE"];
  const moved = status === "settled" || status === "returned" || status === "pending" ? amount : 0;
  const settledAt = status === "settled" || status === "returned" ? iso(at + 40 * hour) : null;
  const sealed = seal(token, { model: "Transaction", field: "lithicTransactionToken", accountId });
  const issuer = [sealed, blindIndex("Transaction", "lithicTransactionToken", token)];
  const money = [status === "returned" ? 0 : moved, amount, "USD", amount, "USD"];
  const receipt = status !== "settled" ? "none" : random.next() < 0.95 ? "attached" : "missing";
  const whose = [
    plan.firstCardId + card,
    cards.holderId[card] ?? 0,
    profile < 0 ? null : plan.firstProfileId + profile,
    byRule ? purchaseRuleId(plan, profile) : null,
  ];
  const row = [
    id,
    accountId,
    ...whose,
    ...issuer,
    status,
    reason,
    JSON.stringify(reason === null ? [] : [reason]),
    ...money,
    merchant.id,
    merchant.name,
    merchant.category,
    merchant.city,
    merchant.country,
    presence,
    entryMode,
    receipt,
    occurredAt,
    settledAt,
    occurredAt,
    occurredAt,
  ];
  return { row, events: events(plan, { id, accountId, status, reason, amount, at }) };
}

function cardInUse(
  { cards, transactions, random }: BulkPlan,
  { usableUntil }: CardsMade,
  n: number,
  at: number,
): number {
  const there = Math.max(1, Math.floor((cards * n) / transactions));
  for (let tries = 0; tries < 20; tries++) {
    const card = random.below(there);
    if ((usableUntil[card] ?? 0) > at) return card;
  }
  // The first card stays active the whole time.
  return 0;
}

interface Steps {
  readonly id: string;
  readonly accountId: number;
  readonly status: Status;
  readonly reason: string | null;
  readonly amount: number;
  readonly at: number;
}

function events({ random }: BulkPlan, { id, accountId, status, reason, amount, at }: Steps): SqlValue[][] {
  const advice = status === "settled" && random.next() < 0.25 ? [["authorization_advice", 1] as const] : [];
  const steps = [["authorization", 0] as const, ...advice, ...laterSteps[status]];
  return steps.map(([kind, hours]) => {
    const moment = at + hours * hour;
    const occurredAt = iso(moment);
    const hash = createHash("sha256").update(random.uuid()).digest("base64url");
    const result = reason === null ? "approved" : "declined";
    const signed =
      kind === "authorization" || kind === "clearing"
        ? amount
        : kind === "authorization_advice"
          ? 0
          : -amount;
    return [
      random.uuid(moment),
      accountId,
      id,
      hash,
      kind,
      result,
      reason,
      signed,
      signed,
      occurredAt,
      occurredAt,
    ];
  });
}
