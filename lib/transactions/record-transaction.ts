import { createHash } from "node:crypto";
import { z } from "zod";
import { command, type Work } from "@/lib/command.ts";
import { blindIndexes } from "@/lib/db/encryption/encryption.ts";
import type { Row } from "@/lib/db/schema.ts";
import { choice, rowId, text } from "@/lib/fields/column.ts";
import { findRuleByLithicToken } from "@/lib/spending-profiles/rules/find-rule-by-lithic-token.ts";
import { listedAmount, moves, receiptState, totalOf } from "./transaction.ts";

const amount = z.int().transform(BigInt);

const step = z.strictObject({
  token: z.uuid(),
  kind: choice("TransactionEvent", "kind"),
  result: choice("TransactionEvent", "result"),
  detail: text("TransactionEvent", "detail").nullable(),
  amount,
  merchantAmount: amount,
  occurredAt: z.date(),
});

const transaction = z.strictObject({
  token: z.uuid(),
  status: choice("Transaction", "status"),
  currency: z.string().length(3),
  /** Counts where no steps are stated. */
  amount: amount.optional(),
  merchantAmount: amount,
  merchantCurrency: z.string().length(3),
  merchantName: text("Transaction", "merchantName"),
  merchantCategory: z.string().length(4),
  merchantCountry: z.string().length(3).nullable(),
  merchantAcceptorId: text("Transaction", "merchantAcceptorId").nullable(),
  merchantCity: text("Transaction", "merchantCity").nullable(),
  merchantRegion: text("Transaction", "merchantRegion").nullable(),
  cardPresence: choice("Transaction", "cardPresence").nullable(),
  entryMode: text("Transaction", "entryMode").nullable(),
  pin: choice("Transaction", "pin").nullable(),
  walletType: text("Transaction", "walletType").nullable(),
  declineReasons: z.array(text("Transaction", "declineReason")).readonly(),
  declinedBy: z.uuid().nullable(),
  declineExplanation: text("Transaction", "declineExplanation").nullable(),
  created: z.date(),
  steps: z.array(step).readonly(),
});

type Stated = z.output<typeof transaction>;

/** Saves a transaction as the issuer states it. Steps are added and never removed, and the amount
 *  is their sum (`totalOf`), or the stated one where the issuer states no steps. A statement that
 *  lacks a saved step is older and changes nothing. */
export const recordTransaction = command({
  name: "transaction.record",
  input: z.strictObject({ cardId: rowId, transaction }),
  async run({ db, input: { cardId, transaction: stated } }) {
    const kept = await find(db, stated.token);
    const known = kept ? await stepsOf(db, kept.id) : [];
    const steps = stated.steps.map(({ token, ...step }) => ({ ...step, lithicEventTokenHash: hash(token) }));
    const hashes = new Set(steps.map(({ lithicEventTokenHash }) => lithicEventTokenHash));
    if (kept && known.some((one) => !hashes.has(one.lithicEventTokenHash))) return { transactionId: kept.id };
    const row = kept
      ? await db.update("Transaction", kept, changeable(stated, kept.receipt))
      : await insert(db, cardId, stated);
    const knownHashes = new Set(known.map((one) => one.lithicEventTokenHash));
    for (const step of steps)
      if (!knownHashes.has(step.lithicEventTokenHash))
        await db.insert("TransactionEvent", { transactionId: row.id, ...step });
    return { transactionId: row.id };
  },
});

type Database = Work<unknown>["db"];

function find(db: Database, token: string): Promise<Row<"Transaction"> | null> {
  const indexes = blindIndexes("Transaction", "lithicTransactionToken", token);
  return db.read.transaction.findFirst({ where: { lithicTransactionTokenIndex: { in: indexes } } });
}

function stepsOf(db: Database, transactionId: string) {
  return db.read.transactionEvent.findMany({
    where: { transactionId },
    select: { lithicEventTokenHash: true },
  });
}

async function insert(db: Database, cardId: number, stated: Stated): Promise<Row<"Transaction">> {
  const card =
    (await db.read.card.findFirst({ where: { id: cardId } })) ??
    (await db.findDeletedForUpdate("Card", cardId));
  const declining = stated.declinedBy === null ? null : await findRuleByLithicToken(stated.declinedBy);
  return db.insert("Transaction", {
    ...changeable(stated, "none"),
    cardId,
    userId: card.userId,
    // The card may have moved to another profile since.
    spendingProfileId: declining?.spendingProfileId ?? card.spendingProfileId,
    spendingProfileRuleId: declining?.id ?? null,
    lithicTransactionToken: stated.token,
    currency: stated.currency,
    merchantCurrency: stated.merchantCurrency,
    merchantId: await merchantId(db, stated.merchantName),
    merchantName: stated.merchantName,
    merchantAcceptorId: stated.merchantAcceptorId,
    merchantCategory: stated.merchantCategory,
    merchantCity: stated.merchantCity,
    merchantRegion: stated.merchantRegion,
    merchantCountry: stated.merchantCountry,
    cardPresence: stated.cardPresence,
    entryMode: stated.entryMode,
    pin: stated.pin,
    walletType: stated.walletType,
    occurredAt: stated.created,
  });
}

async function merchantId(db: Database, name: string): Promise<number> {
  const known = () => db.read.merchant.findFirst({ where: { name }, select: { id: true } });
  const found = await known();
  if (found) return found.id;
  // Two at once could both see no merchant of this name.
  await db.lockAccount();
  return ((await known()) ?? (await db.insert("Merchant", { name }))).id;
}

function changeable(stated: Stated, receipt: string) {
  const { status, declineReasons, declineExplanation, merchantAmount, steps } = stated;
  const settledAt = steps.find(moves)?.occurredAt ?? null;
  const amount = steps.length > 0 ? totalOf(steps) : (stated.amount ?? 0n);
  return {
    status,
    declineReason: declineReasons[0] ?? null,
    declineReasons: [...declineReasons],
    declineExplanation,
    merchantAmount,
    amount,
    listedAmount: listedAmount(amount, steps),
    settledAt,
    receipt: receiptState({ status, amount }, receipt),
  };
}

const hash = (token: string) => createHash("sha256").update(token).digest("base64url");
